package io.github.dubbogray.core.release;

/** What whoever runs a release is to do once the new state is kept; in the order of the list. */
public sealed interface Action {

    /**
     * Publish a document by compare-and-swap. Where that fails nothing is done: the next observation tells.
     *
     * @param text the new document
     * @param basedOn the revision of the text that it replaces
     */
    record Publish(String text, String basedOn) implements Action {}

    /** Tell people. */
    record Tell(Level level, String text) implements Action {}

    /** How much people should care. */
    enum Level {
        /** Good to know. */
        INFO,
        /** Somebody has to decide. */
        WARNING,
        /** A release does harm. */
        CRITICAL
    }
}
