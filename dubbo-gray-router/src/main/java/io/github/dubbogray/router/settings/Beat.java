package io.github.dubbogray.router.settings;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/** Runs a task ten times a second while there is something to do, on a thread that ends when there is not. */
public final class Beat implements AutoCloseable {

    /** From the end of one run to the next. */
    public static final long PERIOD_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);

    private final String name;
    private final Runnable task;
    private final ScheduledThreadPoolExecutor timer;

    /** Guarded by this; null while there is nothing to do. */
    private @Nullable Future<?> going;

    /**
     * Stands still at first.
     *
     * @param name that of its thread
     * @param task does not throw
     */
    public Beat(Surroundings surroundings, String name, Runnable task) {
        this.name = name;
        this.task = task;
        this.timer = surroundings.timer(name);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Runs the task from now on; one that runs goes on. */
    public synchronized void start() {
        if (going != null) {
            return;
        }
        try {
            going = timer.scheduleWithFixedDelay(task, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nothing is done by " + name + " any more: the application has ended");
        }
    }

    /** Runs the task no more, but for one that is under way. */
    public synchronized void stop() {
        Future<?> before = going;
        if (before != null) {
            before.cancel(false);
            going = null;
        }
    }

    /**
     * Stops for good. Where the task was to run again, something is done last, on its thread: behind a run that is under way.
     *
     * @param last does not throw
     */
    public synchronized void close(Runnable last) {
        if (going == null || timer.isShutdown()) {
            close();
        } else {
            timer.execute(last);
            timer.shutdown(); // what waits for its time is dropped, what waits for the thread still runs
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
