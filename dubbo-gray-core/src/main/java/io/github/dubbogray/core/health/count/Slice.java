package io.github.dubbogray.core.health.count;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The calls that ended in one slice of a window. Many threads add, one reads; a call's failure is added after the call and
 * read before it, so that no reading has more failures than calls.
 */
final class Slice {

    private static final AtomicIntegerFieldUpdater<Slice> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(Slice.class, "calls");
    private static final AtomicIntegerFieldUpdater<Slice> FAILURES =
            AtomicIntegerFieldUpdater.newUpdater(Slice.class, "failures");
    private static final AtomicIntegerFieldUpdater<Slice> SLOW =
            AtomicIntegerFieldUpdater.newUpdater(Slice.class, "slow");

    /** Which slice it is, counted from the window's beginning. */
    private final long number;

    private volatile int calls;
    private volatile int failures;
    private volatile int slow;

    Slice(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    void add(boolean failed, boolean slowed) {
        CALLS.getAndIncrement(this);
        if (failed) {
            FAILURES.getAndIncrement(this);
        }
        if (slowed) {
            SLOW.getAndIncrement(this);
        }
    }

    Counts counts() {
        int slowSoFar = slow;
        int failedSoFar = failures;
        return new Counts(calls, failedSoFar, slowSoFar);
    }
}
