package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.text.PercentText;
import java.time.Duration;

/**
 * A step of a release.
 *
 * @param basisPoints the lane's share, above 0; 10 000 is everything
 * @param hold how long it stays at least, from when all consumers go by it; none to 168 h, default none
 * @param approval whether an operator must say yes before the next step
 */
public record Step(int basisPoints, Duration hold, Approval approval) {

    /** How long a step may hold. */
    public static final Span HOLD = new Span(Duration.ZERO, Duration.ofDays(7));

    /** Whether a step waits for an operator. */
    public enum Approval {
        /** The next step begins when this one is proven. */
        NOT_NEEDED,
        /** The next step begins when this one is proven and an operator has approved. */
        NEEDED
    }

    public Step {
        if (basisPoints < 1 || basisPoints > Split.BUCKETS) {
            throw new IllegalArgumentException(
                    "share of a step is " + basisPoints + " basis points, must be 1 to " + Split.BUCKETS);
        }
        if (!HOLD.includes(hold)) {
            throw new IllegalArgumentException("hold is " + hold + ", must be " + HOLD.describe());
        }
    }

    /** Returns whether the lane has everything that the rule claims. */
    public boolean isEverything() {
        return basisPoints == Split.BUCKETS;
    }

    /** Returns the share as documents spell it: {@code 12.5%}. */
    public String share() {
        return PercentText.of(basisPoints);
    }
}
