package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.grayctl.command.CommandGroup;
import picocli.CommandLine.Command;

/** What is about releases. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Moves a lane's share through the steps of a plan, judged against stable.")
public final class ReleaseCommands extends CommandGroup {}
