package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.Version;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document was some changes ago.
 *
 * @param basis what it is now, null if there is none
 * @param text what it was
 * @param changes those since, the newest first
 */
record Earlier(@Nullable GrayDocument basis, Input.Text text, List<Version> changes) {

    static final int MOST = 400;

    Earlier {
        changes = List.copyOf(changes);
    }

    /**
     * Asks Nacos.
     *
     * @param back how many changes
     * @param instead what to do where there was none before, to be read behind a colon
     * @throws CommandFailure if Nacos does not remember so many, there was no document then, or it changes just now
     */
    static Earlier of(GrayDocuments documents, String application, int back, String instead) {
        if (back < 1 || back > MOST) {
            throw new CommandFailure(ExitCode.USAGE, "N is " + back + ", must be from 1 to " + MOST);
        }
        GrayDocument basis = documents.read(application).orElse(null);
        List<Version> versions = documents.versions(application, basis, back);
        if (versions.size() < back) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "Nacos remembers " + versions.size() + " changes of the document of " + application + ", not "
                            + back);
        }
        if (!Objects.equals(textOf(basis), textOf(documents.read(application).orElse(null)))) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "somebody else changes the document of " + application
                            + " just now: nothing is changed; look at it and do it again");
        }
        String text = versions.get(back - 1).made().before();
        if (text == null) {
            throw new CommandFailure(ExitCode.FINDINGS, application + " had no document before that; " + instead);
        }
        return new Earlier(
                basis,
                new Input.Text("the document of " + back + (back == 1 ? " change" : " changes") + " ago", text),
                versions);
    }

    private static @Nullable String textOf(@Nullable GrayDocument document) {
        return document == null ? null : document.text();
    }
}
