package io.github.dubbogray.benchmarks.scale;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The seconds after a document was published: each follower has it after Nacos's push, and announces it when its thread
 * next looks, once a second, or two seconds after it last wrote.
 */
final class Publication {

    private static final int SECONDS = 10;

    /** Within which Nacos has told everybody; of one consumer the median is 232 ms, and 465 ms are not exceeded in 99 of 100. */
    private static final double PUSHED_WITHIN_SECONDS = 0.5;

    private static final double LOOKED_EVERY_SECONDS = 1;

    private final int[] writes;

    private Publication(int[] writes) {
        this.writes = writes;
    }

    static Publication to(int followers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] writes = new int[SECONDS];
        for (int i = 0; i < followers; i++) {
            double at = random.nextDouble() * PUSHED_WITHIN_SECONDS + random.nextDouble() * LOOKED_EVERY_SECONDS;
            writes[(int) at]++;
        }
        return new Publication(writes);
    }

    /** Returns how many announcements are written in each second. */
    int[] writes() {
        return writes.clone();
    }

    /** Returns the most writes of a second. */
    int most() {
        return Arrays.stream(writes).max().orElse(0);
    }
}
