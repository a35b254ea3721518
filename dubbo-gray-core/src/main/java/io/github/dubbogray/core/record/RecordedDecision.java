package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.tag.Tag;
import java.util.OptionalInt;

/**
 * What was decided for one request.
 *
 * @param request as far as it is kept
 * @param rule the rule that claimed it, empty if none did
 * @param drawn the number that was drawn for its split, 0 to 9 999; empty if none was
 * @param lane where it was to go first: a lane or another tag, {@value #UNTAGGED}, or {@value #OTHER}
 * @param ended what became of it
 */
public record RecordedDecision(SeenRequest request, String rule, OptionalInt drawn, String lane, Ended ended) {

    /** The lane of what has no tag and is claimed by no rule. */
    public static final String UNTAGGED = "untagged";

    /** The lane of tags that no document knows. */
    public static final String OTHER = "other tags";

    /**
     * What became of a request.
     *
     * @param outcome {@code placed}, {@code fell_back} or {@code refused}
     * @param lane what serves it, empty where it is no one lane
     * @param instance as host and port, empty if it came to none
     */
    public record Ended(String outcome, String lane, String instance) {}

    /**
     * Returns the decision that an answer of documents was.
     *
     * @param answer {@link Coloring#OPEN} where a tag has decided
     * @param drawn the number that was drawn for it; empty if none was
     */
    public static RecordedDecision of(SeenRequest request, Coloring answer, OptionalInt drawn, Ended ended) {
        String rule = answer instanceof Coloring.Claimed claimed ? claimed.ruleId() : "";
        return new RecordedDecision(request, rule, drawn, laneOf(request.carried(), answer), ended);
    }

    private static String laneOf(Carried carried, Coloring answer) {
        if (carried instanceof Carried.Known known) {
            return known.tag();
        }
        if (carried instanceof Carried.Other) {
            return OTHER;
        }
        if (answer instanceof Coloring.Claimed claimed) {
            return claimed.lane();
        }
        return answer instanceof Coloring.Pinned ? Tag.STABLE : UNTAGGED;
    }
}
