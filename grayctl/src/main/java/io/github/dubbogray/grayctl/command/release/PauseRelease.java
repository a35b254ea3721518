package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Keeps a release where it is; a breach rolls it back all the same. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Keeps a release where it is; a breach rolls it back all the same.",
        footer = {"", ExitCode.LIVE_HELP})
public final class PauseRelease extends GiveOrder {

    /** Asks and answers in these surroundings. */
    public PauseRelease(Surroundings surroundings) {
        super(surroundings, Order.Command.PAUSE);
    }
}
