package io.github.dubbogray.router.document;

import io.github.dubbogray.router.event.DocumentOrigin;

/** The last text that came, good or not: a config centre's client repeats it after a reconnect. */
sealed interface Offered {

    /** Returns whether a text is this one, from wherever. */
    boolean isRevision(String revision);

    /** None, or it was deleted. */
    record Nothing() implements Offered {
        @Override
        public boolean isRevision(String revision) {
            return false;
        }
    }

    /** A text, which was accepted or refused then and would be again. */
    record Text(String revision, DocumentOrigin origin) implements Offered {
        @Override
        public boolean isRevision(String other) {
            return revision.equals(other);
        }
    }
}
