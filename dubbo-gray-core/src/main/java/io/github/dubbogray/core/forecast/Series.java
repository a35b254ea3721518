package io.github.dubbogray.core.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A figure, window by window.
 *
 * @param values oldest first, each a number, at most {@value #MOST}
 * @param season how many windows later it is expected to be the same again, as 24 of an hour; 1 where there is no such rhythm
 */
public record Series(List<Double> values, int season) {

    /** How many windows are looked at. */
    public static final int MOST = 2_000;

    /** How often the rhythm must have been seen. */
    static final int LEAST_SEASONS = 3;

    public Series {
        values = List.copyOf(values);
        if (season < 1 || values.size() > MOST || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(values.size() + " values in a season of " + season);
        }
    }

    int size() {
        return values.size();
    }

    double at(int window) {
        return values.get(window);
    }

    /**
     * Returns what is expected in a window: the median of the windows before it of the same phase; of those and their
     * neighbours, where there is a rhythm. Not a number before the rhythm was seen often enough.
     */
    double expectedAt(int window) {
        List<Double> same = new ArrayList<>();
        int reach = season > 2 ? 1 : 0;
        int seasons = 0;
        for (int earlier = window - season; earlier >= 0; earlier -= season, seasons++) {
            IntStream.rangeClosed(Math.max(0, earlier - reach), earlier + reach).forEach(near -> same.add(at(near)));
        }
        return seasons < LEAST_SEASONS ? Double.NaN : median(same.stream().mapToDouble(Double::doubleValue));
    }

    /** Returns the value that half of them do not exceed; not a number of none. */
    static double median(DoubleStream some) {
        double[] sorted = some.sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
