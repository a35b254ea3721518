package io.github.dubbogray.grayctl.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@Command(
        name = "manual",
        mixinStandardHelpOptions = true,
        description = "Prints the manual page of all commands: grayctl manual | man -l -",
        footer = {"", ExitCode.HELP})
public final class Manual implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(new ManualPage(spec.root()).toRoff());
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }
}
