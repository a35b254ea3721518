package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;

/** Calls of the lane that is released, and of stable at the same time; first tries only. */
public record StepCalls(LaneCounts gray, LaneCounts stable) {

    /** No calls. */
    public static final StepCalls NONE = new StepCalls(LaneCounts.NONE, LaneCounts.NONE);

    /** Returns both taken together. */
    public StepCalls plus(StepCalls other) {
        return new StepCalls(gray.plus(other.gray), stable.plus(other.stable));
    }

    /** Returns what came since an earlier count of the same counters. */
    StepCalls since(StepCalls earlier) {
        boolean isRestarted = gray.calls() < earlier.gray.calls() || stable.calls() < earlier.stable.calls();
        return isRestarted ? this : new StepCalls(gray.since(earlier.gray), stable.since(earlier.stable));
    }

    /** Returns gray's share of the calls, 0 of none. */
    public double share() {
        long all = gray.calls() + stable.calls();
        return all == 0 ? 0 : gray.calls() / (double) all;
    }
}
