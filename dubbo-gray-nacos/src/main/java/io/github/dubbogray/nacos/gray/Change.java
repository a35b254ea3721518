package io.github.dubbogray.nacos.gray;

import java.time.Instant;

/**
 * Who changed a document, and why.
 *
 * @param author a person or a program
 * @param action what was done, in a word or two
 * @param reason in the author's words, may be empty
 * @param from the revision before, empty if there was none
 * @param to the revision after
 */
public record Change(Instant time, String author, String action, String reason, String from, String to) {

    private static final String OF_RELEASE = "release";

    static final int LONGEST = 300;

    /** Cuts what is longer than anybody reads. */
    public Change {
        author = cut(author);
        action = cut(action);
        reason = cut(reason);
    }

    /** Returns what is done by a release, which may be without a name. */
    public static String actionOf(String releaseId) {
        return (OF_RELEASE + " " + releaseId).strip();
    }

    /** Returns whether a release made it. */
    public boolean isOfRelease() {
        return action.equals(OF_RELEASE) || action.startsWith(OF_RELEASE + " ");
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
