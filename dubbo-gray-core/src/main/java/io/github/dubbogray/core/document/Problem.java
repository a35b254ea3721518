package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import java.util.Locale;

/**
 * Something in a document that its author should know.
 *
 * @param kind what kind it is, and so whether it keeps the document from taking effect
 * @param place where it is
 * @param path which key it is about, as {@code rules[0].to}; empty for the document as a whole
 * @param message what is wrong, naming the value, and what to do
 */
public record Problem(ProblemKind kind, Place place, String path, String message) {

    /** Returns how much it matters. */
    public Severity severity() {
        return kind.severity();
    }

    /** Returns place, severity unless it is an error, path and message in one line. */
    @Override
    public String toString() {
        String remark = severity() == Severity.ERROR ? "" : severity().name().toLowerCase(Locale.ROOT) + ": ";
        return place + ": " + remark + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
