package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;

/** Switches a document on. */
@Command(
        name = "on",
        mixinStandardHelpOptions = true,
        description = "Puts the document in force again after off.",
        footer = {"", ExitCode.LIVE_HELP})
public final class On extends EditsDocument {

    /** Asks and answers in these surroundings. */
    public On(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Edit edit() {
        return SwitchEdit.ON;
    }

    @Override
    String action() {
        return "on";
    }
}
