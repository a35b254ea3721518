package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Lets a release that waits for an approval go on. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Lets a release that waits for an approval go on.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Approve extends GiveOrder {

    /** Asks and answers in these surroundings. */
    public Approve(Surroundings surroundings) {
        super(surroundings, Order.Command.APPROVE);
    }
}
