package io.github.dubbogray.core.table;

import io.github.dubbogray.core.health.Span;
import java.time.Duration;

/** Which release, and which of its steps, calls are counted for: a document's key {@code release}. */
public sealed interface ReleaseMark {

    /** The one {@link None}. */
    ReleaseMark NONE = new None();

    /** No release is on its way. */
    record None() implements ReleaseMark {}

    /**
     * A step of a release.
     *
     * @param id names the release; a token, see {@link io.github.dubbogray.core.label.PairSyntax#isToken}
     * @param step which of its steps, from 1
     * @param rule the rule whose calls are counted; empty for all that split
     * @param slowerThan a call that takes longer is slow; 1 ms to 10 min, default 1 s
     */
    record OfStep(String id, int step, String rule, Duration slowerThan) implements ReleaseMark {

        /** The last step that a release may have. */
        public static final int MOST = 100;

        /** What counts as slow where the document does not say. */
        public static final Duration SLOWER_THAN = Duration.ofSeconds(1);

        public OfStep {
            if (!Span.SLOW.includes(slowerThan)) {
                throw new IllegalArgumentException(
                        "slowerThan of release " + id + " is " + slowerThan + ", must be " + Span.SLOW.describe());
            }
            if (step < 1 || step > MOST) {
                throw new IllegalArgumentException("step of release " + id + " is " + step + ", must be 1 to " + MOST);
            }
        }

        /** A step whose document does not say what is counted, nor what is slow. */
        public OfStep(String id, int step) {
            this(id, step, "", SLOWER_THAN);
        }

        /** Returns whether the calls that a rule places are counted. */
        public boolean counts(String ruleId) {
            return rule.isEmpty() || rule.equals(ruleId);
        }
    }
}
