package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far two that are the same stand apart in one turn: nine turns of ten lie within {@code 1 / factor} and {@code factor}.
 * It has no direction, since which of the two is the first is a choice. What lies within a spread beyond {@value #WIDEST} is
 * not met either: a machine that cannot tell the same from the same tells nothing about others.
 *
 * @param factor at least 1
 */
record Spread(double factor) {

    private static final double SHARE = 0.9;
    private static final double WIDEST = 1.25;

    Spread {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor of a spread is below 1: " + factor);
        }
    }

    /** Returns the spread of the ratios of each turn, between its ninth and its tenth tenth if it has to choose. */
    static Spread of(double[] ratios) {
        double[] factors = Arrays.stream(ratios)
                .map(ratio -> Math.max(ratio, 1 / ratio))
                .sorted()
                .toArray();
        return new Spread(factors[(int) Math.ceil(SHARE * factors.length) - 1]);
    }

    /** Judges a ratio of what should not be less. */
    Verdict atLeast(double ratio) {
        return verdict("≥ " + text(1 / factor), ratio >= 1 / factor);
    }

    /** Judges a ratio of what should not be more. */
    Verdict atMost(double ratio) {
        return verdict("≤ " + text(factor), ratio <= factor);
    }

    private Verdict verdict(String limit, boolean isWithin) {
        return factor <= WIDEST
                ? new Verdict(limit + ", as plain beside itself", isWithin)
                : new Verdict(limit + ", as plain beside itself: too far apart to tell", false);
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
