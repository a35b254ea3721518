package io.github.dubbogray.core.document;

import io.github.dubbogray.core.feature.Switches;
import java.util.List;

/** What a text of switches turned out to be. */
public sealed interface SwitchesReading {

    /**
     * The text is a document.
     *
     * @param switches what it says
     * @param remarks warnings and hints, in the order of the text
     */
    record Accepted(Switches switches, List<Problem> remarks) implements SwitchesReading {

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
    record Refused(String revision, List<Problem> problems) implements SwitchesReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
