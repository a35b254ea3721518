package io.github.dubbogray.core.forecast;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Whether the newest windows of a figure are what its past lets expect, at that time of its season. */
public sealed interface Usualness {

    /** How many windows in a row must be off. */
    int IN_A_ROW = 2;

    /** By how many standard deviations. */
    double OFF = 6;

    /** Says it as a sentence without its full stop. */
    String describe();

    /** It is what was expected, or nearly so. */
    record Usual(double value, double expected) implements Usualness {
        @Override
        public String describe() {
            return String.format(Locale.ROOT, "%.4g, usual at this time: about %.4g is", value, expected);
        }
    }

    /**
     * It is not.
     *
     * @param deviations how far off, in standard deviations; below zero where it is less
     */
    record Unusual(double value, double expected, double deviations) implements Usualness {
        @Override
        public String describe() {
            return String.format(
                    Locale.ROOT,
                    "%.4g, unusual at this time: about %.4g is, and it is %.1f standard deviations off for %d windows",
                    value,
                    expected,
                    deviations,
                    IN_A_ROW);
        }
    }

    /** There is too little past. */
    record Unknown() implements Usualness {
        @Override
        public String describe() {
            return "too little is known of its past: " + Series.LEAST_SEASONS + " seasons are needed at least";
        }
    }

    /**
     * Looks at the newest windows. The spread is that of all windows around what was expected of them, by the median of
     * absolute deviations times 1.4826, so that neither a rhythm nor a few earlier incidents count as spread (B. Iglewicz and D.
     * Hoaglin, How to detect and handle outliers, 1993).
     */
    static Usualness of(Series series) {
        List<Double> off = IntStream.range(0, series.size())
                .mapToObj(window -> series.at(window) - series.expectedAt(window))
                .toList();
        int last = series.size() - 1;
        if (last < IN_A_ROW || Double.isNaN(off.get(last - IN_A_ROW + 1))) {
            return new Unknown();
        }
        double deviation = deviation(off.stream()
                .mapToDouble(Double::doubleValue)
                .limit(last - IN_A_ROW + 1L)
                .filter(Double::isFinite));
        if (Double.isNaN(deviation)) {
            return new Unknown();
        }
        double expected = series.expectedAt(last);
        double floor = Math.max(Math.abs(expected) * 0.01, Double.MIN_NORMAL); // what never changed may change a little
        double unit = Math.max(deviation, floor);
        boolean isOff =
                off.subList(last - IN_A_ROW + 1, last + 1).stream().allMatch(each -> Math.abs(each) >= OFF * unit)
                        && Math.signum(off.get(last)) == Math.signum(off.get(last - 1));
        return isOff
                ? new Unusual(series.at(last), expected, off.get(last) / unit)
                : new Usual(series.at(last), expected);
    }

    private static double deviation(DoubleStream off) {
        return 1.4826 * Series.median(off.map(Math::abs));
    }
}
