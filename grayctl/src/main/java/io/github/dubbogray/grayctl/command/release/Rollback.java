package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Takes the lane's share away. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Takes the lane's share away.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Rollback extends GiveOrder {

    /** Asks and answers in these surroundings. */
    public Rollback(Surroundings surroundings) {
        super(surroundings, Order.Command.ROLLBACK);
    }
}
