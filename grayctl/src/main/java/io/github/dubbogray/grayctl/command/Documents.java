package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;

/** Reads documents that a command needs; what is wrong with them goes to standard error. */
record Documents(Inputs inputs, Output output) {

    /** What a name turned out to be. */
    sealed interface Found {

        /** A document. */
        record Good(String name, Table table) implements Found {}

        /**
         * None; why is said.
         *
         * @param exitCode how the command ends
         */
        record Bad(int exitCode) implements Found {}
    }

    Found read(String file) {
        Input input = inputs.read(file);
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return new Found.Bad(ExitCode.USAGE);
        }
        Input.Text text = (Input.Text) input;
        if (DocumentReader.read(text.text()) instanceof Reading.Accepted accepted) {
            return new Found.Good(text.name(), accepted.table());
        }
        Reading.Refused refused = (Reading.Refused) DocumentReader.read(text.text());
        output.complain(Finding.of(text.name(), refused.problems()));
        return new Found.Bad(ExitCode.FINDINGS);
    }
}
