package io.github.dubbogray.core.document;

import io.github.dubbogray.core.table.Table;
import java.util.List;

/** What a document's text turned out to be. */
public sealed interface Reading {

    /**
     * The text is a document.
     *
     * @param table what it says
     * @param remarks warnings and hints, in the order of the text
     */
    record Accepted(Table table, List<Problem> remarks) implements Reading {

        public Accepted {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The text is refused as a whole.
     *
     * @param revision names the text
     * @param problems all errors, in the order of the text; past 200 of them, the last says how many more there are
     */
    record Refused(String revision, List<Problem> problems) implements Reading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
