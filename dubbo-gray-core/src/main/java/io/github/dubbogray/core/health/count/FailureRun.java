package io.github.dubbogray.core.health.count;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Failures of one instance one after the other, in the order in which they are recorded. A run that was long enough is kept
 * until it is asked for, though a success may have ended it. Many threads record, one takes.
 */
public final class FailureRun {

    private final int enough;
    private final AtomicInteger current = new AtomicInteger();
    private final AtomicInteger longest = new AtomicInteger();

    /**
     * Begins to count.
     *
     * @param enough the length from which a run is kept
     */
    public FailureRun(int enough) {
        this.enough = enough;
    }

    /** Ends the run. Only reads where there is none, which is the usual case. */
    public void succeeded() {
        if (current.get() != 0) {
            current.set(0);
        }
    }

    /** Goes on with the run. */
    public void failed() {
        int run = current.incrementAndGet();
        if (run >= enough) {
            longest.accumulateAndGet(run, Math::max);
        }
    }

    /** Returns the longest run since this was asked last, if it was long enough, or else 0. */
    public int takeLongest() {
        return longest.getAndSet(0);
    }
}
