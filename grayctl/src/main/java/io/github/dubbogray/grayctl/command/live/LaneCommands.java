package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.CommandGroup;
import picocli.CommandLine.Command;

/** What is about lanes. */
@Command(
        name = "lanes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Changes how much goes to a lane.")
public final class LaneCommands extends CommandGroup {}
