package io.github.dubbogray.grayctl.command.live;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has others. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public abstract sealed class Group implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it runs
    private CommandSpec spec;

    @Override
    public final Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }

    /** What is about labels. */
    @Command(name = "label", description = "Gives labels to an instance, or takes them.")
    public static final class OfLabels extends Group {}

    /** What is about lanes. */
    @Command(name = "lanes", description = "Changes how much goes to a lane.")
    public static final class OfLanes extends Group {}
}
