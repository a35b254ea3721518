package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;

/** Calls of the lane that is released, and of stable at the same time. */
public record StepCalls(LaneCounts gray, LaneCounts stable) {

    /** No calls. */
    public static final StepCalls NONE = new StepCalls(LaneCounts.NONE, LaneCounts.NONE);

    /** Returns both taken together. */
    public StepCalls plus(StepCalls other) {
        return new StepCalls(gray.plus(other.gray), stable.plus(other.stable));
    }

    /** Returns gray's share of the calls, 0 of none. */
    public double share() {
        long all = gray.calls() + stable.calls();
        return all == 0 ? 0 : gray.calls() / (double) all;
    }
}
