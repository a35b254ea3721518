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
        if (with.size() != without.size()) {
            throw new IllegalArgumentException("rounds are no pairs: " + with.size() + " and " + without.size());
        }
        with = List.copyOf(with);
        without = List.copyOf(without);
    }

    /** Returns one figure's ratio in each turn, first caller to second. */
    double[] ratios(ToDoubleFunction<Round> figure) {
        double[] ratios = new double[with.size()];
        for (int turn = 0; turn < ratios.length; turn++) {
            ratios[turn] = figure.applyAsDouble(with.get(turn)) / figure.applyAsDouble(without.get(turn));
        }
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
