package io.github.dubbogray.feature.text;

import io.github.dubbogray.router.connection.Connection;

/** What a config centre has answered so far about one document; immutable. Each transition answers what is known after it. */
sealed interface Sight {

    /** How often in a row it must answer nothing until there is no document. */
    int CONFIRMATIONS = 3;

    /** Whether its client was asked for its own copy, which is no news once it was, or once anything else was heard. */
    enum Copy {
        NOT_ASKED_FOR,
        ASKED_FOR
    }

    /**
     * Whether the document is there is not known, or not any more.
     *
     * @param seenOn the connection on which the document was last seen
     * @param emptyInARow how often nothing was answered
     */
    record Unsettled(long seenOn, int emptyInARow, Copy copy) implements Sight {

        /** Nothing was answered yet. */
        static final Unsettled FIRST = new Unsettled(-1, 0, Copy.NOT_ASKED_FOR);

        @Override
        public boolean isToBeAsked(Connection connection) {
            return true;
        }

        @Override
        public Sight empty() {
            return emptyInARow + 1 < CONFIRMATIONS ? new Unsettled(seenOn, emptyInARow + 1, copy) : missing();
        }

        @Override
        public Sight away() {
            return new Unsettled(seenOn, 0, copy);
        }

        /** Its client was asked for its own copy. */
        Sight copied() {
            return new Unsettled(seenOn, emptyInARow, Copy.ASKED_FOR);
        }
    }

    /**
     * The document is there, or there is none, and changes are pushed.
     *
     * @param seenOn the connection on which it was last seen
     * @param emptyInARow how often nothing was answered since
     */
    record Settled(long seenOn, int emptyInARow, boolean isThere) implements Sight {

        /** After a loss of the connection, whether it is still there is asked. */
        @Override
        public boolean isToBeAsked(Connection connection) {
            return isThere && !connection.isStill(seenOn);
        }

        @Override
        public Sight empty() {
            return emptyInARow + 1 < CONFIRMATIONS ? new Settled(seenOn, emptyInARow + 1, isThere) : missing();
        }

        @Override
        public Sight away() {
            return new Unsettled(seenOn, 0, Copy.ASKED_FOR);
        }
    }

    /** Returns the connection on which the document was last seen. */
    long seenOn();

    /** Returns how often in a row nothing was answered, 0 where that is settled. */
    int emptyInARow();

    /** Returns whether the config centre has to be asked, or would tell of itself. */
    boolean isToBeAsked(Connection connection);

    /** It answered nothing, which a failed question does too. */
    Sight empty();

    /** It does not answer. */
    Sight away();

    /** There is no document, and nobody was seen to remove it. */
    default Settled missing() {
        return new Settled(seenOn(), 0, false);
    }

    /** It was seen what the document is, or that it was removed. */
    default Settled seen(String text, Connection connection) {
        return new Settled(connection.number(), 0, !text.isBlank());
    }
}
