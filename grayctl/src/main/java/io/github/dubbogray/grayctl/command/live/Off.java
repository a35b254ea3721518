package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import picocli.CommandLine.Command;

/** Switches a document off. */
@Command(
        name = "off",
        mixinStandardHelpOptions = true,
        description =
                "Sends every request to stable, whatever its tag or rule says: the kill switch. Nothing else of the document changes.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Off extends ChangesDocument {

    /** Asks and answers in these surroundings. */
    public Off(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Made make(Nacos nacos, String application) {
        return Editing.edited(existing(nacos, application), SwitchEdit.OFF);
    }

    @Override
    String action() {
        return "off";
    }
}
