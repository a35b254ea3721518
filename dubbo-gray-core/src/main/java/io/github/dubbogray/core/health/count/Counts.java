package io.github.dubbogray.core.health.count;

/**
 * What was counted of some calls.
 *
 * @param calls all that ended in success or failure
 * @param failures those that failed
 * @param slow those that took too long, failed ones among them
 */
public record Counts(long calls, long failures, long slow) {

    /** No calls. */
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (calls < 0 || failures < 0 || failures > calls || slow < 0 || slow > calls) {
            throw new IllegalArgumentException(
                    calls + " calls cannot have " + failures + " failures and " + slow + " slow");
        }
    }

    /** Returns the part that failed. */
    public Rate failed() {
        return new Rate(failures, calls);
    }

    /** Returns the part that was slow. */
    public Rate slowed() {
        return new Rate(slow, calls);
    }

    /** Returns both taken together. */
    public Counts plus(Counts other) {
        return new Counts(calls + other.calls, failures + other.failures, slow + other.slow);
    }

    /** Returns what is left without a part of these. */
    public Counts minus(Counts part) {
        return new Counts(calls - part.calls, failures - part.failures, slow - part.slow);
    }
}
