package io.github.dubbogray.core.release.verdict;

/**
 * Calls of one lane, first attempts only.
 *
 * @param calls all that count: neither ignored nor refused
 * @param failures how many of them failed, of each sticky key at most one
 * @param slow how many of them were slow
 */
public record LaneCalls(long calls, long failures, long slow) {

    /** No calls. */
    public static final LaneCalls NONE = new LaneCalls(0, 0, 0);

    public LaneCalls {
        if (failures < 0 || slow < 0 || calls < failures || calls < slow) {
            throw new IllegalArgumentException(failures + " failures and " + slow + " slow of " + calls + " calls");
        }
    }

    /** Returns both taken together. */
    public LaneCalls plus(LaneCalls other) {
        return new LaneCalls(calls + other.calls, failures + other.failures, slow + other.slow);
    }
}
