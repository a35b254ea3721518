package io.github.dubbogray.core.release.ledger;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Spans of time of one kind.
 *
 * @param millis each of them, sorted
 */
public record Spread(List<Long> millis) {

    public Spread {
        millis = millis.stream().sorted().toList();
    }

    static Spread of(LongStream millis) {
        return new Spread(millis.boxed().toList());
    }

    /** Returns how many there are. */
    public int count() {
        return millis.size();
    }

    /** Returns the arithmetic mean; not to be asked of none. */
    public double meanMillis() {
        return millis.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** Returns the one in the middle, of an even number the greater of the two; not to be asked of none. */
    public long medianMillis() {
        return millis.get(millis.size() / 2);
    }
}
