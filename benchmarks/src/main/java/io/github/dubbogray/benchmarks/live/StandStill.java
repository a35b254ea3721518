package io.github.dubbogray.benchmarks.live;

import java.util.List;
import java.util.Locale;

/**
 * When a pair of processes counts as warm: it has had so many calls, and the medians of its last rounds are those of as many
 * rounds before, but for a tolerance: of the rate, and of what a call allocates on either side. The latter is the sharper
 * one: no other load of the machine changes it, and each method that the compiler has optimized takes allocations away. The
 * median, since a round that the machine was busy in says nothing.
 *
 * @param calls how many are the least
 * @param rounds how many are compared with as many before
 * @param ofRate the largest difference, as a part of the earlier rate
 * @param ofBytes the largest difference, as a part of the earlier bytes for a call
 */
record StandStill(long calls, int rounds, double ofRate, double ofBytes) {

    private static final double PERCENT = 100;

    /** Returns whether it is reached after these rounds, in order. */
    boolean isReached(List<Round> soFar) {
        int size = soFar.size();
        if (calls(soFar) < calls || size < 2 * rounds) {
            return false;
        }
        List<Round> before = soFar.subList(size - 2 * rounds, size - rounds);
        List<Round> now = soFar.subList(size - rounds, size);
        return isStill(Measure.RATE, ofRate, before, now)
                && isStill(Measure.CONSUMER_BYTES, ofBytes, before, now)
                && isStill(Measure.PROVIDER_BYTES, ofBytes, before, now);
    }

    /** Returns how many calls some rounds had together. */
    static double calls(List<Round> rounds) {
        return rounds.stream().mapToDouble(round -> round.calls().count()).sum();
    }

    /** Returns what is asked for. */
    String words() {
        return String.format(
                Locale.ROOT,
                "≥ %d, rates still within %.0f %%, bytes within %.1f %%",
                calls,
                ofRate * PERCENT,
                ofBytes * PERCENT);
    }

    private static boolean isStill(Measure measure, double tolerance, List<Round> before, List<Round> now) {
        double earlier = measure.median(before);
        return Math.abs(measure.median(now) - earlier) <= tolerance * earlier;
    }
}
