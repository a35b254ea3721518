package io.github.dubbogray.grayctl.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has others. */
public abstract class CommandGroup implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it runs
    private CommandSpec spec;

    @Override
    public final Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
