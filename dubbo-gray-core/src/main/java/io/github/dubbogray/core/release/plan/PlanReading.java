package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.document.Problem;
import java.util.List;

/** What a plan's text turned out to be. */
public sealed interface PlanReading {

    /** The text is a plan. */
    record Accepted(ReleasePlan plan) implements PlanReading {}

    /**
     * The text is refused as a whole.
     *
     * @param revision names the text
     * @param problems all errors, in the order of the text; past 200 of them, the last says how many more there are
     */
    record Refused(String revision, List<Problem> problems) implements PlanReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
