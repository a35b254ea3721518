package io.github.dubbogray.benchmarks.report;

import java.util.Locale;

/**
 * A measured amount.
 *
 * @param unit {@code ns}, {@code us}, {@code ms} or {@code KiB}
 */
record Amount(double value, String unit) {

    /** Returns a text of three digits or more: {@code 0.12}, {@code 38.1}, {@code 12345}. */
    static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return text(value) + " " + unit;
    }
}
