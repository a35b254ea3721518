package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What every command that asks Nacos has. */
public abstract class Live implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final ServerOptions server;

    /** Asks and answers in these surroundings. */
    protected Live(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    /** Returns where it runs. */
    protected final Surroundings surroundings() {
        return surroundings;
    }

    /** Returns where it answers. */
    protected final Output output() {
        return output;
    }

    /** Returns which Nacos it asks. */
    protected final ServerOptions server() {
        return server;
    }

    /** Reads a file that the command line names; throws {@link CommandFailure} if it cannot be read. */
    public static Input.Text read(Surroundings surroundings, String file) {
        Input input = surroundings.inputs().read(file);
        if (input instanceof Input.Unreadable unreadable) {
            throw new CommandFailure(ExitCode.USAGE, unreadable.name() + " " + unreadable.reason());
        }
        return (Input.Text) input;
    }
}
