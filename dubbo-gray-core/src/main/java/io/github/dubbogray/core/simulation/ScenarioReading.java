package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.document.Problem;
import java.util.List;

/** What a scenario's text turned out to be. */
public sealed interface ScenarioReading {

    /** The text is a scenario. */
    record Accepted(Scenario scenario) implements ScenarioReading {}

    /**
     * The text is refused as a whole.
     *
     * @param problems all that is wrong, in the order of the text
     */
    record Refused(List<Problem> problems) implements ScenarioReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
