package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Supplier;

/** Counts of calls, and the shares that were promised. */
final class Shares {

    private Shares() {}

    /**
     * Asserts that a count is within three standard deviations of its share. Chance alone puts one sample of 370
     * outside, so a second one is taken then.
     *
     * @param sample makes calls and counts who answered
     */
    static void assertShare(Supplier<? extends Map<String, Integer>> sample, String who, double share) {
        if (!isShare(sample.get(), who, share)) {
            Map<String, Integer> second = sample.get();
            assertThat(isShare(second, who, share))
                    .as("share of %s in %s is %s", who, second, share)
                    .isTrue();
        }
    }

    /** Returns whether a count is within three standard deviations of its share. */
    static boolean isShare(Map<String, Integer> counts, String who, double share) {
        int calls = counts.values().stream().mapToInt(Integer::intValue).sum();
        double sigma = Math.sqrt(calls * share * (1 - share));
        return Math.abs(counts.getOrDefault(who, 0) - calls * share) <= 3 * sigma;
    }

    /** Returns a count as a part of all. */
    static double of(Map<String, Integer> counts, String who) {
        int calls = counts.values().stream().mapToInt(Integer::intValue).sum();
        return (double) counts.getOrDefault(who, 0) / calls;
    }
}
