package io.github.dubbogray.core.release.verdict;

/**
 * Whether gray has a greater part of the failures than of the calls. It may be asked after every look, for as long as one
 * likes: while gray is no worse than stable, {@code E} ever reaches {@code 1 / α} with probability α at most.
 *
 * <p>Given that a call failed, it came from gray with probability {@code w}, gray's share of the calls, if both lanes fail
 * alike; how often they fail, and how that changes, drops out. Against it stands the mixture, by a Beta prior, of all other
 * probabilities, so that {@code E = B(a + x, b + y) / B(a, b) / (w^x (1 - w)^y)} of x gray and y stable failures, with
 * {@code a = 10 w}, {@code b = 10 (1 - w)}. E is a test martingale, which Ville's inequality bounds: M. Lindon and A. Malek,
 * Anytime-valid inference for multinomial count data, NeurIPS 2022.
 *
 * <p>The share is not a constant here: it is what calls did between two looks. So E is a product over the looks, each with its
 * own share and with the prior that the looks before it left (their posterior odds over this look's share); where the share
 * never changes, that product is the formula above. Each factor is a fair bet of its own: given the calls and the failures of
 * a look, the gray ones among those are hypergeometric if the lanes are alike, the factor is convex in their number, and the
 * expectation of a convex function is no greater than under the binomial law (W. Hoeffding, Probability inequalities for
 * sums of bounded random variables, JASA 58, 1963, theorem 4), where it is 1. An outage while gray has more calls than before is
 * therefore no more an accusation than any other.
 *
 * <p>By the document, a share of the <em>sticky keys</em> is gray's; of the calls it is another one where keys call
 * unlike often. A single client that makes most of the calls and never fails would, in stable, leave gray a small share of the
 * calls and its whole share of the failures. So the share is never taken to be less than the document's.
 *
 * @param gray failures of gray, in looks in which both lanes had calls; others say nothing
 * @param stable those of stable
 * @param expected how many of both together would be gray's if it were as good as stable
 * @param logE the natural logarithm of E
 */
public record ShareTest(long gray, long stable, double expected, double logE) {

    /** Nothing was seen yet: E is 1. */
    public static final ShareTest NEW = new ShareTest(0, 0, 0, 0);

    /** How many failures the prior counts for. */
    private static final double PRIOR = 10;

    public ShareTest {
        if (gray < 0 || stable < 0 || !(expected >= 0) || !Double.isFinite(logE)) {
            throw new IllegalArgumentException(
                    "a test of " + gray + " and " + stable + " failures, " + expected + " expected, log E " + logE);
        }
    }

    /**
     * Returns the test after another look.
     *
     * @param grayRate gray's calls and failures since the last one
     * @param stableRate stable's
     * @param share gray's share of all calls of the step, those of this look included
     * @param designed its share by the document; 1 leaves nothing to compare with
     */
    ShareTest plus(Rate grayRate, Rate stableRate, double share, double designed) {
        long failures = grayRate.hits() + stableRate.hits();
        if (grayRate.calls() == 0 || stableRate.calls() == 0 || failures == 0 || designed >= 1) {
            return this;
        }
        double w = Math.max(designed, grayRate.calls() / (double) (grayRate.calls() + stableRate.calls()));
        double weight = PRIOR + gray + stable;
        double p = shareOfFailures(w, Math.max(designed, share));
        double factor = LogGamma.ofBeta(weight * p + grayRate.hits(), weight * (1 - p) + stableRate.hits())
                - LogGamma.ofBeta(weight * p, weight * (1 - p))
                - grayRate.hits() * Math.log(w)
                - stableRate.hits() * Math.log1p(-w);
        return new ShareTest(
                gray + grayRate.hits(), stable + stableRate.hits(), expected + failures * w, logE + factor);
    }

    /** Returns which share of the failures the looks so far make likely for gray at a share of the calls. */
    private double shareOfFailures(double w, double share) {
        double odds = (PRIOR * share + gray) / (PRIOR * (1 - share) + stable);
        double alike = (PRIOR * share + expected) / (PRIOR * (1 - share) + gray + stable - expected);
        double odd = w * odds / alike;
        return odd / (odd + 1 - w);
    }

    /** Returns whether gray has more than its part of the failures. */
    boolean isGrayWorse() {
        return gray > expected;
    }

    /** Returns E, infinite where it is too great for a number. */
    public double e() {
        return Math.exp(logE);
    }
}
