package io.github.dubbogray.core.document;

import io.github.dubbogray.core.table.Table;
import java.util.List;

/** What a document's text turned out to be. */
public sealed interface Reading {

    /** The text is a document; this is its table. */
    record Accepted(Table table) implements Reading {}

    /**
     * The text is refused as a whole.
     *
     * @param revision names the text
     * @param problems all that is wrong, in the order of the text
     */
    record Refused(String revision, List<Problem> problems) implements Reading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
