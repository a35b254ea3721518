package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.CommandGroup;
import picocli.CommandLine.Command;

/** What is about switches. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows, explains and changes the switches of an application, in a file or in Nacos.")
public final class SwitchCommands extends CommandGroup {}
