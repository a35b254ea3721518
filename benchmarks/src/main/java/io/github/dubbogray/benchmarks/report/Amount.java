package io.github.dubbogray.benchmarks.report;

import java.util.Locale;

/**
 * A measured amount.
 *
 * @param unit {@code ns}, {@code us} and {@code ms} become larger ones where that reads better; {@code B}, {@code KiB}, {@code 1/s}
 *     and whatever else is counted do not
 */
record Amount(double value, String unit) {

    private static final double READABLE = 10_000;

    /** Returns a text of three digits or more: {@code 0.12}, {@code 38.1}, {@code 12345}. */
    static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Returns the amount with its unit, a time in the unit that keeps it below 10 000. */
    @Override
    public String toString() {
        String larger = switch (unit) {
            case "ns" -> "us";
            case "us" -> "ms";
            default -> "";
        };
        return value < READABLE || larger.isEmpty()
                ? text(value) + " " + unit
                : new Amount(value / 1_000, larger).toString();
    }
}
