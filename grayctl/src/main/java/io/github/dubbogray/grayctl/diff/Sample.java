package io.github.dubbogray.grayctl.diff;

/**
 * A value that a request may have.
 *
 * @param text the value itself
 * @param isOne whether a rule names this very value; otherwise it stands for many
 * @param description what it stands for, to be read after a source
 */
record Sample(String text, boolean isOne, String description) {

    /** A value that a rule names. */
    static Sample named(String text) {
        return new Sample(text, true, "is " + text);
    }

    /** One of many. */
    static Sample likely(String text, String description) {
        return new Sample(text, false, description);
    }
}
