package io.github.dubbogray.core.health.count;

/**
 * How many of some calls had something, as having failed. Comparisons are exact.
 *
 * @param hits those that had it
 * @param calls all of them, at least as many
 */
public record Rate(long hits, long calls) {

    /** Of no call. */
    public static final Rate NONE = new Rate(0, 0);

    public Rate {
        if (hits < 0 || calls < hits) {
            throw new IllegalArgumentException(hits + " of " + calls + " calls is no rate");
        }
    }

    /** Returns the part, from 0 to 1; 0 of no call. */
    public double fraction() {
        return calls == 0 ? 0 : (double) hits / calls;
    }

    /** Returns whether this is at least so many percent; of no call it is not. */
    public boolean reaches(int percent) {
        return calls > 0 && hits * 100 >= percent * calls;
    }

    /** Returns whether this is at least so many percentage points above another; without calls on both sides it is not. */
    public boolean isAbove(Rate other, int points) {
        return calls > 0
                && other.calls > 0
                && (hits * other.calls - other.hits * calls) * 100.0 >= (double) points * calls * other.calls;
    }

    /** Returns whether this is at least half of another rate; of no call it is not. */
    public boolean isHalfOf(Rate other) {
        return calls > 0 && 2 * hits * other.calls >= other.hits * calls;
    }

    /** Returns both taken together. */
    public Rate plus(Rate other) {
        return new Rate(hits + other.hits, calls + other.calls);
    }

    /** Says the numbers: {@code 24 of 40}. */
    public String describe() {
        return hits + " of " + calls;
    }
}
