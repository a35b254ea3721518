package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.gray.GrayDocument;

/** A command that edits the document in Nacos, every other character of it as it is. */
abstract sealed class EditsDocument extends ChangesDocument permits Ramp, Off, On {

    EditsDocument(Surroundings surroundings) {
        super(surroundings);
    }

    abstract Edit edit();

    @Override
    final Made make(Nacos nacos, String application) {
        return made(nacos, application, edit());
    }

    /** Edits the document that is in Nacos now. */
    static Made made(Nacos nacos, String application, Edit edit) {
        GrayDocument basis = nacos.documents()
                .read(application)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS, "there is no document of " + application + " in " + nacos.place()));
        String name = application + " in Nacos";
        EditResult result = edit.appliedTo(basis.text());
        if (result instanceof EditResult.Refused refused) {
            throw new CommandFailure(ExitCode.FINDINGS, name + ": " + refused + hint(basis));
        }
        String text = result instanceof EditResult.Edited edited ? edited.text() : basis.text();
        return new Made(basis, new Input.Text(name, text));
    }

    private static String hint(GrayDocument basis) {
        return DocumentReader.read(basis.text()) instanceof Reading.Accepted
                ? ""
                : "\n"
                        + "Consumers refuse this document too, and run the last good one: 'grayctl undo' first, then"
                        + " this again.";
    }
}
