package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.nacos.gray.GrayDocument;

/** Makes a text of the document in Nacos by one edit, every other character of it as it is. */
final class Editing {

    private Editing() {}

    static ChangesDocument.Made edited(GrayDocument basis, Edit edit) {
        String name = basis.application() + " in Nacos";
        EditResult result = edit.appliedTo(basis.text());
        if (result instanceof EditResult.Refused refused) {
            String hint = refused.problems().isEmpty() || DocumentReader.read(basis.text()) instanceof Reading.Accepted
                    ? ""
                    : "\nConsumers refuse this document too, and run the last good one: 'grayctl undo' first, then this again.";
            throw new CommandFailure(ExitCode.FINDINGS, name + ":" + refused + hint);
        }
        String text = result instanceof EditResult.Edited edited ? edited.text() : basis.text();
        return new ChangesDocument.Made(basis, new Input.Text(name, text));
    }
}
