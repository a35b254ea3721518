package io.github.dubbogray.router.route;

import java.util.concurrent.atomic.AtomicBoolean;

/** One thing that is tried later where it failed: once, however often it is asked for meanwhile. */
final class Retry {

    private final Retries retries;
    private final Runnable task;

    /** Whether a later try is under way. */
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    /**
     * Tries nothing yet.
     *
     * @param task does not throw
     */
    Retry(Retries retries, Runnable task) {
        this.retries = retries;
        this.task = task;
    }

    /** Has it tried in a few seconds, if it is not to be anyway. Throws what keeps a thread from starting; the next call asks anew. */
    void later() {
        if (!isUnderWay.compareAndSet(false, true)) {
            return;
        }
        try {
            retries.later(this::now);
        } catch (Throwable noThread) {
            isUnderWay.set(false);
            throw noThread;
        }
    }

    private void now() {
        isUnderWay.set(false); // first: what fails again is tried again
        task.run();
    }
}
