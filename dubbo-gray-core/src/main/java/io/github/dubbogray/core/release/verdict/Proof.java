package io.github.dubbogray.core.release.verdict;

import java.util.OptionalLong;

/**
 * The proof that gray does no harm: the upper bound of its rate is no further above the lower bound of stable's than the
 * margin. Each bound holds at all looks with an error of {@value #ERROR_OF_A_BOUND}, so a lane that is worse than stable by more
 * than the margin is ever promoted with probability {@value #ERROR} at most, however often one looks.
 *
 * @param gray bounds of gray's rate
 * @param stable bounds of stable's
 */
public record Proof(RateBounds gray, RateBounds stable) {

    /** With which probability at most a lane is promoted that is worse by more than the margin. */
    public static final double ERROR = 0.05;

    private static final double ERROR_OF_A_BOUND = ERROR / 2;

    /** More calls than anybody waits for. */
    private static final double MOST_CALLS = 1e12;

    private static final int HALVINGS = 40;

    /** Returns what is known of both rates. */
    static Proof of(Rate gray, Rate stable) {
        return of(gray.part(), (double) gray.calls(), stable.part(), (double) stable.calls());
    }

    private static Proof of(double grayPart, double grayCalls, double stablePart, double stableCalls) {
        return new Proof(
                RateBounds.of(grayPart * grayCalls, grayCalls, ERROR_OF_A_BOUND),
                RateBounds.of(stablePart * stableCalls, stableCalls, ERROR_OF_A_BOUND));
    }

    /** Returns how much worse than stable gray may be, as a part of its calls; 1 where nothing is known. */
    public double mostHarm() {
        return gray.upper() - stable.lower();
    }

    /**
     * Returns how many gray calls it takes in all until a lane that is as good as stable is proven so; empty where no number
     * of calls would.
     *
     * @param rate the rate of both lanes, 0 to 1
     * @param share gray's share of the calls, above 0 and below 1
     * @param margin how much worse is no harm, as a part of the calls
     */
    public static OptionalLong grayCallsNeeded(double rate, double share, double margin) {
        return needed(rate, rate, (1 - share) / share, margin);
    }

    /** Returns how many gray calls there must be in all if both rates stay what they are; empty where no number is enough. */
    static OptionalLong grayCallsNeeded(Rate gray, Rate stable, double margin) {
        return gray.calls() == 0 || stable.calls() == 0
                ? OptionalLong.empty()
                : needed(gray.part(), stable.part(), stable.calls() / (double) gray.calls(), margin);
    }

    private static OptionalLong needed(double gray, double stable, double stableForEachGray, double margin) {
        double least = 0;
        double most = 1;
        while (of(gray, most, stable, most * stableForEachGray).mostHarm() > margin) {
            least = most;
            most *= 2;
            if (most > MOST_CALLS) {
                return OptionalLong.empty();
            }
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (least + most) / 2;
            if (of(gray, middle, stable, middle * stableForEachGray).mostHarm() > margin) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return OptionalLong.of((long) Math.ceil(most));
    }
}
