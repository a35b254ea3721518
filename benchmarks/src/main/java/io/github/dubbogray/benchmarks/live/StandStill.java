package io.github.dubbogray.benchmarks.live;

import java.util.List;
import java.util.Locale;

/**
 * When a pair of processes counts as warm: it has had so many calls, and the median rate of its last rounds is that of as
 * many rounds before, but for a tolerance. The median, since a round that the machine was busy in says nothing.
 *
 * @param calls how many are the least
 * @param rounds how many are compared with as many before
 * @param tolerance the largest difference, as a part of the earlier rate
 */
record StandStill(long calls, int rounds, double tolerance) {

    private static final double PERCENT = 100;

    /** Returns whether it is reached after these rounds, in order. */
    boolean isReached(List<Round> soFar) {
        int size = soFar.size();
        if (calls(soFar) < calls || size < 2 * rounds) {
            return false;
        }
        double before = rate(soFar.subList(size - 2 * rounds, size - rounds));
        double now = rate(soFar.subList(size - rounds, size));
        return Math.abs(now - before) <= tolerance * before;
    }

    /** Returns how many calls some rounds had together. */
    static double calls(List<Round> rounds) {
        return rounds.stream().mapToDouble(round -> round.calls().count()).sum();
    }

    /** Returns what is asked for. */
    String words() {
        return String.format(Locale.ROOT, "≥ %d, and rates still within %.0f %%", calls, tolerance * PERCENT);
    }

    private static double rate(List<Round> rounds) {
        return Measure.RATE.median(rounds);
    }
}
