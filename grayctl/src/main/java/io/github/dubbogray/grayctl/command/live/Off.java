package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Switches a document off. */
@Command(
        name = "off",
        mixinStandardHelpOptions = true,
        description =
                "Sends every request to stable, whatever its tag or rule says: the kill switch. Nothing else of the document changes.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Off extends EditsDocument {

    /** Asks and answers in these surroundings. */
    public Off(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Edit edit() {
        return SwitchEdit.OFF;
    }

    @Override
    String action() {
        return "off";
    }
}
