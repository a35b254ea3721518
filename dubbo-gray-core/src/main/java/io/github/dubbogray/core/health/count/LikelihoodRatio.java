package io.github.dubbogray.core.health.count;

/**
 * How much better two rates explain what was counted than one rate for both: the logarithm of the ratio of the two
 * likelihoods. It is half of Wilks' G (Wilks, The Large-Sample Distribution of the Likelihood Ratio for Testing Composite
 * Hypotheses, 1938): where both sides are alike, twice the ratio is distributed as χ² with one degree of freedom. A
 * comparison of squares, as a z-test, is no substitute: it takes few calls of a small rate for certain far too early.
 */
public final class LikelihoodRatio {

    /**
     * From here on a difference is beyond chance, though it is looked for at every moment: of sides that are alike, one look
     * in a million finds that much (χ² with one degree of freedom is 24 or more with probability 9.6 × 10⁻⁷).
     */
    public static final double BEYOND_CHANCE = 12;

    private LikelihoodRatio() {}

    /** Compares two sides with what they are together; 0 where they are alike or one has no calls, never less. */
    public static double between(Rate one, Rate other) {
        double pooled = one.plus(other).fraction();
        return against(one, pooled) + against(other, pooled);
    }

    /**
     * Compares a side with a rate that is known: x ln(x / n p) + (n − x) ln((n − x) / n (1 − p)) for x hits of n calls.
     *
     * @param expected the known rate, from 0 to 1
     */
    public static double against(Rate rate, double expected) {
        return term(rate.hits(), rate.calls() * expected)
                + term(rate.calls() - rate.hits(), rate.calls() * (1 - expected));
    }

    /** By its limit, the term of nothing is 0. */
    private static double term(long counted, double expected) {
        return counted == 0 ? 0 : counted * Math.log(counted / expected);
    }
}
