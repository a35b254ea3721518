package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rounds of two callers that took turns, so that what disturbs the machine disturbs both.
 *
 * @param with rounds of the one, in order
 * @param without rounds of the other, each from the same turn
 */
record Pairs(List<Round> with, List<Round> without) {

    Pairs {
        with = List.copyOf(with);
        without = List.copyOf(without);
    }

    /** Returns the median over the turns of one figure of the first caller. */
    double median(ToDoubleFunction<Round> figure) {
        return median(with.stream().mapToDouble(figure).toArray());
    }

    /** Returns the median over the turns of one figure's ratio, first caller to second. */
    double ratio(ToDoubleFunction<Round> figure) {
        double[] ratios = new double[with.size()];
        for (int turn = 0; turn < ratios.length; turn++) {
            ratios[turn] = figure.applyAsDouble(with.get(turn)) / figure.applyAsDouble(without.get(turn));
        }
        return median(ratios);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
