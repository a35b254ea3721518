package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.CommandGroup;
import picocli.CommandLine.Command;

/** What is about labels. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Gives labels to an instance, or takes them.")
public final class LabelCommands extends CommandGroup {}
