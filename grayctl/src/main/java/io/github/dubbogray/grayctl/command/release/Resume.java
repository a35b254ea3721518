package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Lets a paused release go on; after an edit of the document, its step begins anew. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets a paused release go on; after an edit of the document, its step begins anew.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Resume extends GiveOrder {

    /** Asks and answers in these surroundings. */
    public Resume(Surroundings surroundings) {
        super(surroundings, Order.Command.RESUME);
    }
}
