package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import picocli.CommandLine.Command;

/** Switches a document on. */
@Command(
        name = "on",
        mixinStandardHelpOptions = true,
        description = "Puts the document in force again after off.",
        footer = {"", ExitCode.LIVE_HELP})
public final class On extends ChangesDocument {

    /** Asks and answers in these surroundings. */
    public On(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Made make(Nacos nacos, String application) {
        return Editing.edited(existing(nacos, application), SwitchEdit.ON);
    }

    @Override
    String action() {
        return "on";
    }
}
