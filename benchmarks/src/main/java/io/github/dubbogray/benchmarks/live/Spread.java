package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far two that are the same stand apart in one turn: nine turns of ten lie within {@code 1 / factor} and {@code factor}.
 * It has no direction, since which of the two is the first is a choice.
 *
 * @param factor at least 1
 */
record Spread(double factor) {

    private static final double SHARE = 0.9;

    Spread {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor of a spread is below 1: " + factor);
        }
    }

    /** Returns the spread of the ratios of each turn, between its ninth and its tenth tenth if it has to choose. */
    static Spread of(double[] ratios) {
        double[] factors =
                Arrays.stream(ratios).map(ratio -> Math.max(ratio, 1 / ratio)).sorted().toArray();
        return new Spread(factors[(int) Math.ceil(SHARE * factors.length) - 1]);
    }

    /** Judges a ratio of what should not be less. */
    Verdict atLeast(double ratio) {
        return new Verdict("≥ " + text(1 / factor) + ", as plain beside itself", ratio >= 1 / factor);
    }

    /** Judges a ratio of what should not be more. */
    Verdict atMost(double ratio) {
        return new Verdict("≤ " + text(factor) + ", as plain beside itself", ratio <= factor);
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
