package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Gives the lane everything at once, proven or not. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Gives the lane everything at once, proven or not.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Promote extends GiveOrder {

    /** Asks and answers in these surroundings. */
    public Promote(Surroundings surroundings) {
        super(surroundings, Order.Command.PROMOTE);
    }
}
