package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.LikelihoodRatio;

/**
 * How much has to be known.
 *
 * @param minCalls of how many calls
 * @param ratio how far beyond chance, see {@link LikelihoodRatio}
 */
record Proof(int minCalls, double ratio) {

    /**
     * Enough to wait for more before others are blamed, not to act: of instances that are alike, one in seventy looks (χ²
     * with one degree of freedom is 6 or more with probability 0.014).
     */
    static final Proof OF_SUSPICION = new Proof(1, 3);

    /** How far beyond chance a run of failures must be besides: of sides that are alike, one look in two thousand. */
    static final double RATIO_OF_A_RUN = 6;

    /** Enough to act. */
    static Proof of(int minCalls) {
        return new Proof(minCalls, LikelihoodRatio.BEYOND_CHANCE);
    }
}
