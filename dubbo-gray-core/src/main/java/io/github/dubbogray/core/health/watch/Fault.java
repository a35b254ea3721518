package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Rate;

/** What calls are held against somebody for. */
public enum Fault {
    /** They failed. */
    FAILED("failed"),
    /** They took too long. */
    SLOW("were slow");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    Rate of(Counts counts) {
        return this == FAILED ? counts.failed() : counts.slowed();
    }

    String describe(Rate rate) {
        return rate.describe() + " " + words;
    }
}
