package io.github.dubbogray.core.release.verdict;

import java.util.SplittableRandom;

/** Numbers of calls, and of those that fail: exact where few, by the normal law where many. */
final class CallDraws {

    private static final double MANY = 40;

    private final SplittableRandom random;

    CallDraws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Draws by Poisson's law. */
    long calls(double mean) {
        if (mean > MANY) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        long calls = 0;
        for (double time = gap(); time < mean; time += gap()) {
            calls++;
        }
        return calls;
    }

    /** Draws by the binomial law. */
    long hits(long calls, double rate) {
        if (rate == 0) {
            return 0;
        }
        double mean = calls * rate;
        if (mean > MANY && calls - mean > MANY) {
            long hits = Math.round(mean + Math.sqrt(mean * (1 - rate)) * random.nextGaussian());
            return Math.min(calls, Math.max(0, hits));
        }
        long hits = 0;
        double logOfMiss = Math.log1p(-rate);
        for (double at = Math.floor(-gap() / logOfMiss); at < calls; at += 1 + Math.floor(-gap() / logOfMiss)) {
            hits++;
        }
        return hits;
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble());
    }
}
