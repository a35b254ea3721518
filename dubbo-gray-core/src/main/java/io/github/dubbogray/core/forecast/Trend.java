package io.github.dubbogray.core.forecast;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Where a figure goes, beside its rhythm. */
public sealed interface Trend {

    /** From how many standard deviations of chance on a rise is one. */
    double BEYOND_CHANCE = 4;

    /** Says it as a sentence without its full stop. */
    String describe();

    /**
     * It rises.
     *
     * @param perWindow by how much
     * @param windowsLeft how many windows until it is too much, if it goes on so; 0 where it is already
     */
    record Rising(double perWindow, double windowsLeft) implements Trend {
        @Override
        public String describe() {
            return String.format(
                    Locale.ROOT, "rises by %.4g in a window, and is too much in about %.0f", perWindow, windowsLeft);
        }
    }

    /** It does not, beyond chance. */
    record Level() implements Trend {
        @Override
        public String describe() {
            return "does not rise beyond chance";
        }
    }

    /**
     * Looks for a rise by the seasonal test of Kendall, which compares windows of the same phase only and asks which is more, not
     * by how much: neither a rhythm nor the teeth of a garbage collector are a rise. The slope is the median of all slopes
     * between windows of the same phase (R. Hirsch, J. Slack and R. Smith, Techniques of trend analysis for monthly water quality
     * data, 1982). A seasonal rise is one of whole seasons.
     *
     * @param max how much is too much
     */
    static Trend of(Series series, double max) {
        int season = series.season();
        double score = 0;
        double variance = 0;
        for (int phase = 0; phase < season; phase++) {
            double[] same = phase(series, phase);
            score += score(same);
            variance += same.length * (same.length - 1.0) * (2.0 * same.length + 5) / 18;
        }
        double slope = Series.median(slopes(series));
        return score > BEYOND_CHANCE * Math.sqrt(variance) && slope > 0
                ? new Rising(slope, Math.max(0, (max - level(series, slope)) / slope))
                : new Level();
    }

    private static double[] phase(Series series, int phase) {
        return IntStream.iterate(phase, window -> window < series.size(), window -> window + series.season())
                .mapToDouble(series::at)
                .toArray();
    }

    private static double score(double[] same) {
        double score = 0;
        for (int later = 1; later < same.length; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                score += Math.signum(same[later] - same[earlier]);
            }
        }
        return score;
    }

    private static DoubleStream slopes(Series series) {
        return IntStream.range(0, series.size())
                .boxed()
                .flatMapToDouble(later -> IntStream.iterate(
                                later - series.season(), earlier -> earlier >= 0, earlier -> earlier - series.season())
                        .mapToDouble(earlier -> (series.at(later) - series.at(earlier)) / (later - earlier)));
    }

    /** Returns where the newest window would be without chance: the median of the last season, each moved on by the slope. */
    private static double level(Series series, double slope) {
        int last = series.size() - 1;
        int from = Math.max(0, series.size() - Math.max(series.season(), 10));
        return Series.median(
                IntStream.rangeClosed(from, last).mapToDouble(window -> series.at(window) + slope * (last - window)));
    }
}
