package io.github.dubbogray.router.document;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.DocumentOrigin;
import java.util.Optional;

/** What is in force for one application. */
sealed interface InForce {

    /** Returns the table that routes. */
    Table table();

    /** Returns whether a copy stands in for a config centre that may have something else and does not say so by itself. */
    boolean isUncertain();

    /** Returns where the text comes from; empty where there is none. */
    Optional<DocumentOrigin> from();

    /** Returns how it stands, as far as that can be told from what is in force. */
    DocumentStatus.State status();

    /** Says it in one line. */
    String describe();

    /** No document: only labels and tags apply. */
    record Nothing(Table table) implements InForce {
        @Override
        public boolean isUncertain() {
            return false;
        }

        @Override
        public Optional<DocumentOrigin> from() {
            return Optional.empty();
        }

        @Override
        public DocumentStatus.State status() {
            return DocumentStatus.State.NONE;
        }

        @Override
        public String describe() {
            return table.application() + ": revision " + table.revision() + ", no document";
        }
    }

    /**
     * A document.
     *
     * @param text what the table was made of
     */
    record Document(Table table, String text, DocumentOrigin origin) implements InForce {
        @Override
        public boolean isUncertain() {
            return switch (origin) {
                case CLIENT_COPY, LAST_GOOD_FILE, LAST_GOOD_UNCONFIRMED -> true;
                case CONFIG_CENTRE, LAST_GOOD_INSTEAD, LAST_GOOD_REMOVED -> false;
            };
        }

        @Override
        public Optional<DocumentOrigin> from() {
            return Optional.of(origin);
        }

        @Override
        public DocumentStatus.State status() {
            return switch (origin) {
                case CONFIG_CENTRE -> DocumentStatus.State.CURRENT;
                case CLIENT_COPY, LAST_GOOD_FILE, LAST_GOOD_UNCONFIRMED -> DocumentStatus.State.AWAY;
                case LAST_GOOD_INSTEAD -> DocumentStatus.State.REFUSED;
                case LAST_GOOD_REMOVED -> DocumentStatus.State.DEGRADED;
            };
        }

        @Override
        public String describe() {
            return table.application() + ": revision " + table.revision() + ", " + origin.describe();
        }
    }
}
