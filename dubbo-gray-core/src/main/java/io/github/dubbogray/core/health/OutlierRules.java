package io.github.dubbogray.core.health;

import io.github.dubbogray.core.text.DurationText;
import java.time.Duration;

/**
 * When one instance of a lane is taken out for its failures; each threshold acts by itself, on calls of the last window.
 *
 * @param consecutiveFailures failures one after the other; 1 to 1 000, default 5
 * @param failurePercent failures in a hundred calls; 1 to 100, default 50
 * @param failurePointsAboveOthers percentage points above the lane's other instances, pooled; 1 to 100, default 30
 * @param minCalls the percentages are asked of no fewer calls; 1 to 1 000 000, default 10
 * @param window how long a call counts; 1 s to 10 min, default 10 s
 * @param ejectFor how long the first ejection lasts, later ones times their number in a row; 1 s to 1 h, default 30 s
 * @param maxEjectFor the longest an ejection lasts; {@code ejectFor} to 1 h, default 5 min
 * @param maxEjectedPercent the part of the lane that may be out at once (clause H3); 1 to 100, default 50
 */
public record OutlierRules(
        int consecutiveFailures,
        int failurePercent,
        int failurePointsAboveOthers,
        int minCalls,
        Duration window,
        Duration ejectFor,
        Duration maxEjectFor,
        int maxEjectedPercent) {

    /** What {@code outlier: {}} means. */
    public static final OutlierRules DEFAULT =
            new OutlierRules(5, 50, 30, 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), 50);

    public OutlierRules {
        Amount.IN_A_ROW.require("consecutiveFailures", consecutiveFailures);
        Amount.PERCENT.require("failurePercent", failurePercent);
        Amount.PERCENT.require("failurePointsAboveOthers", failurePointsAboveOthers);
        Amount.CALLS.require("minCalls", minCalls);
        Span.WINDOW.require("window", window);
        Span.OUT.require("ejectFor", ejectFor);
        Span.OUT.require("maxEjectFor", maxEjectFor);
        Amount.PERCENT.require("maxEjectedPercent", maxEjectedPercent);
        if (maxEjectFor.compareTo(ejectFor) < 0) {
            throw new IllegalArgumentException("maxEjectFor is " + DurationText.of(maxEjectFor)
                    + ", less than ejectFor, which is " + DurationText.of(ejectFor));
        }
    }

    /**
     * Returns how long an ejection lasts.
     *
     * @param times which in a row it is, from 1
     */
    public Duration ejectionOf(int times) {
        long most = maxEjectFor.toNanos();
        return times >= most / ejectFor.toNanos() ? maxEjectFor : ejectFor.multipliedBy(times);
    }

    /** Returns how many of a lane's instances may be out at once: never more than the cap, never all of them (clause H3). */
    public int mostOut(int instances) {
        return (int) Math.max(0, Math.min(instances - 1, (long) instances * maxEjectedPercent / 100));
    }
}
