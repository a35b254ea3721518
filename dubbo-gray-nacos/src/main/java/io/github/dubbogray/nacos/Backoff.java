package io.github.dubbogray.nacos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before nodes that did not answer are asked again: twice as long each time, less a part at random, so that
 * many who fail at one moment do not come back at one (exponential backoff with "equal jitter", as M. Brooker describes it in
 * the AWS Architecture Blog, 2015).
 *
 * @param tries how often is asked at most
 * @param first the longest wait before the second try
 * @param most the longest wait at all
 * @param patience no further try begins once so long has passed
 */
record Backoff(int tries, Duration first, Duration most, Duration patience) {

    /** Three tries, as Nacos's own clients have them. */
    static final Backoff DEFAULT = new Backoff(3, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Returns whether there is another try after so many, so long after the first began. */
    boolean goesOn(int made, Duration since) {
        return made < tries && since.compareTo(patience) < 0;
    }

    /** Returns the wait after so many tries, 1 or more: at least half of the longest one. */
    Duration after(int made, RandomGenerator random) {
        long longest = Math.min(most.toNanos(), first.toNanos() << Math.min(made - 1, 20));
        return Duration.ofNanos(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
