package io.github.dubbogray.core.release.verdict;

/**
 * Bounds of a rate that hold at every look together: the rate lies outside at any of them with probability α at most.
 *
 * <p>A rate p is outside when the mixture of all rates by Jeffreys' prior, {@code Beta(½, ½)}, explains the calls better than
 * p does by {@code 1 / α}: {@code B(½ + x, ½ + n - x) / B(½, ½) / (p^x (1 - p)^(n - x)) >= 1 / α}. At p it is a test
 * martingale, so Ville's inequality holds for every n at once: H. Robbins, Statistical methods related to the law of the
 * iterated logarithm, Ann. Math. Stat. 41, 1970. Bounds for one look, such as Wilson's or Clopper and Pearson's, are closer, and
 * fail when they are asked until they say yes. The quantity rises on either side of x / n, so halving finds the bounds.
 *
 * <p>Numbers of calls need not be whole: a forecast asks for the bounds of calls that are yet to come.
 *
 * @param lower 0 to 1
 * @param upper 0 to 1
 */
public record RateBounds(double lower, double upper) {

    /** Nothing is known. */
    static final RateBounds ALL = new RateBounds(0, 1);

    private static final double LOG_BETA_OF_PRIOR = LogGamma.ofBeta(0.5, 0.5);
    private static final int HALVINGS = 50;

    public RateBounds {
        if (!(0 <= lower && lower <= upper && upper <= 1)) {
            throw new IllegalArgumentException("bounds from " + lower + " to " + upper);
        }
    }

    /** Returns the bounds of a rate of which so many of so many calls were seen. */
    static RateBounds of(double hits, double calls, double alpha) {
        if (calls == 0) {
            return ALL;
        }
        double mixture = LogGamma.ofBeta(0.5 + hits, 0.5 + calls - hits) - LOG_BETA_OF_PRIOR + Math.log(alpha);
        double seen = hits / calls;
        return new RateBounds(
                hits == 0 ? 0 : bound(hits, calls, mixture, seen, 0),
                hits == calls ? 1 : bound(hits, calls, mixture, seen, 1));
    }

    /** Returns the rate between one that is inside and one that is outside from which on they are outside. */
    private static double bound(double hits, double calls, double mixture, double inside, double outside) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (mixture - logLikelihood(hits, calls, middle) < 0) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }

    private static double logLikelihood(double hits, double calls, double rate) {
        double of = hits == 0 ? 0 : hits * Math.log(rate);
        return hits == calls ? of : of + (calls - hits) * Math.log1p(-rate);
    }
}
