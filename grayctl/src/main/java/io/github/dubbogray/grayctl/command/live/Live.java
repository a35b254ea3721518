package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.output.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What every command that asks Nacos has. */
abstract sealed class Live implements Callable<Integer>
        permits Status, Previewing, History, Wait, ChangesDocument, ChangesInstance {

    private final Surroundings surroundings;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final ServerOptions server;

    Live(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final Output output() {
        return output;
    }

    final ServerOptions server() {
        return server;
    }
}
