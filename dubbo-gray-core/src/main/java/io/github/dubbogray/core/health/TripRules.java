package io.github.dubbogray.core.health;

import java.time.Duration;
import java.util.List;

/**
 * When a whole lane is taken out, and how it comes back; each threshold acts by itself, on calls of the last window.
 *
 * @param failurePercent failures in a hundred calls; 1 to 100, default 50
 * @param failurePointsAboveStable percentage points above stable; 1 to 100, default 20
 * @param slowerThan a call that takes longer is slow; 1 ms to 10 min, default 1 s
 * @param slowPercent slow calls in a hundred; 1 to 100, default 50
 * @param minCalls the percentages are asked of no fewer calls; 1 to 1 000 000, default 20
 * @param window how long a call counts, and how long each step of the return lasts; 1 s to 10 min, default 10 s
 * @param openFor how long the lane gets no calls before it is probed; 1 s to 1 h, default 30 s
 * @param probes how many calls are let through then; 1 to 1 000, default 5
 * @param returnSteps the parts of its keys that the lane gets back one after the other, in basis points: 1 to 10 of them,
 *     rising, the last 10 000; default 10 %, 50 %, 100 %
 */
public record TripRules(
        int failurePercent,
        int failurePointsAboveStable,
        Duration slowerThan,
        int slowPercent,
        int minCalls,
        Duration window,
        Duration openFor,
        int probes,
        List<Integer> returnSteps) {

    /** How many steps a return may have. */
    public static final int MOST_STEPS = 10;

    /** All keys, in basis points. */
    public static final int EVERYTHING = 10_000;

    /** What {@code health: {}} means. */
    public static final TripRules DEFAULT = new TripRules(
            50,
            20,
            Duration.ofSeconds(1),
            50,
            20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            5,
            List.of(1_000, 5_000, EVERYTHING));

    public TripRules {
        Amount.PERCENT.require("failurePercent", failurePercent);
        Amount.PERCENT.require("failurePointsAboveStable", failurePointsAboveStable);
        Span.SLOW.require("slowerThan", slowerThan);
        Amount.PERCENT.require("slowPercent", slowPercent);
        Amount.CALLS.require("minCalls", minCalls);
        Span.WINDOW.require("window", window);
        Span.OUT.require("openFor", openFor);
        Amount.IN_A_ROW.require("probes", probes);
        returnSteps = List.copyOf(returnSteps);
        if (!isReturn(returnSteps)) {
            throw new IllegalArgumentException("return is " + returnSteps + " basis points, must be 1 to " + MOST_STEPS
                    + " rising steps above 0, the last " + EVERYTHING);
        }
    }

    /** Returns whether steps lead from nothing to everything, each above the one before. */
    public static boolean isReturn(List<Integer> steps) {
        int before = 0;
        for (int step : steps) {
            if (step <= before) {
                return false;
            }
            before = step;
        }
        return before == EVERYTHING && steps.size() <= MOST_STEPS;
    }
}
