package io.github.dubbogray.router.document;

import io.github.dubbogray.core.table.Table;

/** The table in force of one application, and where it comes from. */
record DocumentState(Table table, Origin origin) {

    /** Where a table comes from. */
    enum Origin {
        CONFIG_CENTRE("from the config centre", Recheck.NOT_NEEDED),
        CLIENT_COPY("from the copy of the config centre's client, the config centre is away", Recheck.NEEDED),
        LAST_GOOD_FILE("from the last good file, the config centre is away", Recheck.NEEDED),
        LAST_GOOD_UNCONFIRMED(
                "from the last good file, the config centre shows no document and is asked again", Recheck.NEEDED),
        LAST_GOOD_INSTEAD("from the last good file, the config centre's text is refused", Recheck.NOT_NEEDED),
        NOWHERE("no document", Recheck.NOT_NEEDED);

        private final String words;
        private final Recheck recheck;

        Origin(String words, Recheck recheck) {
            this.words = words;
            this.recheck = recheck;
        }

        private enum Recheck {
            NEEDED,
            NOT_NEEDED
        }
    }

    /** Returns the state of an application without a document. */
    static DocumentState none(String application) {
        return new DocumentState(Table.withoutDocument(application), Origin.NOWHERE);
    }

    boolean isFrom(Origin other) {
        return origin == other;
    }

    /** Returns whether a copy stands in for a config centre that may have something else. */
    boolean needsRecheck() {
        return origin.recheck == Origin.Recheck.NEEDED;
    }

    boolean isRevision(String revision) {
        return table.revision().equals(revision);
    }

    String describe() {
        return table.application() + ": revision " + table.revision() + ", " + origin.words;
    }
}
