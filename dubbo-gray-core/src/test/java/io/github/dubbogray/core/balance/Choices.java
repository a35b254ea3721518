package io.github.dubbogray.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Counts of many choices, and what they should be. */
final class Choices {

    private Choices() {}

    /** Returns names of members: {@code 10.0.0.1:20880} and on. */
    static List<String> names(int members) {
        return IntStream.rangeClosed(1, members)
                .mapToObj(i -> "10.0." + i / 256 + "." + i % 256 + ":20880")
                .toList();
    }

    /** Returns how often each member was chosen in so many choices, each of which has to choose one. */
    static long[] count(int choices, int members, IntSupplier choice) {
        long[] counts = new long[members];
        for (int i = 0; i < choices; i++) {
            counts[choice.getAsInt()]++;
        }
        return counts;
    }

    /** Asserts that each member has its part within three standard deviations, and exactly nothing of no part. */
    static void assertEachWithinThreeSigma(long[] counts, double... weights) {
        double sum = Arrays.stream(weights).sum();
        long choices = Arrays.stream(counts).sum();
        for (int i = 0; i < weights.length; i++) {
            double part = weights[i] / sum;
            double sigma = Math.sqrt(choices * part * (1 - part));
            assertThat((double) counts[i])
                    .as("member %s of %s", i, Arrays.toString(counts))
                    .isBetween(choices * part - 3 * sigma, choices * part + 3 * sigma);
        }
    }

    /**
     * Asserts that all counts together are as far from their expectations as chance makes them: chi-square, brought to a
     * normal distribution (E. B. Wilson, M. M. Hilferty, 1931), within three standard deviations. Of many members some are
     * beyond their own three. Expectations of fewer than five choices are too coarse for it and count with the heaviest.
     */
    static void assertTogetherWithinThreeSigma(long[] counts, double... weights) {
        double sum = Arrays.stream(weights).sum();
        long choices = Arrays.stream(counts).sum();
        int heaviest = IntStream.range(0, weights.length)
                .reduce((one, other) -> weights[other] > weights[one] ? other : one)
                .orElseThrow();
        double[] expected =
                Arrays.stream(weights).map(weight -> choices * weight / sum).toArray();
        double[] seen = Arrays.stream(counts).asDoubleStream().toArray();
        for (int i = 0; i < weights.length; i++) {
            if (expected[i] == 0) {
                assertThat(counts[i]).as("member %s", i).isZero();
            } else if (expected[i] < 5) {
                expected[heaviest] += expected[i];
                seen[heaviest] += seen[i];
                expected[i] = 0;
            }
        }
        double[] terms = IntStream.range(0, weights.length)
                .filter(i -> expected[i] > 0)
                .mapToDouble(i -> (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i])
                .toArray();
        int freedom = Math.max(1, terms.length - 1);
        double variance = 2.0 / (9 * freedom);
        assertThat((Math.cbrt(Arrays.stream(terms).sum() / freedom) - (1 - variance)) / Math.sqrt(variance))
                .as("%s against %s", Arrays.toString(counts), Arrays.toString(weights))
                .isLessThanOrEqualTo(3);
    }
}
