package io.github.dubbogray.router.event;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Runs tasks one at a time in the order in which they were added, on the threads that call {@link #run}. So what changes
 * under a lock is told outside of it, and still in order: add under the lock, run when it is released.
 */
public final class InOrder {

    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** How many have called {@link #run} since it last ran dry; who makes it 1 runs for all of them. */
    private final AtomicInteger callers = new AtomicInteger();

    public void add(Runnable task) {
        tasks.add(task);
    }

    /** Runs what was added, unless another thread, or a caller of this one, is about it and so will run that too. */
    public void run() {
        if (callers.getAndIncrement() > 0) {
            return;
        }
        int served = 1;
        while (served > 0) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                runOne(task);
            }
            served = callers.addAndGet(-served);
        }
    }

    /** One that fails keeps none behind it waiting for ever. */
    private static void runOne(Runnable task) {
        Guarded.run(task, thrown -> LOG.error("A change was not told to all who listen", thrown));
    }
}
