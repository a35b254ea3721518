package io.github.dubbogray.router.health;

import io.github.dubbogray.router.settings.Surroundings;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/** Runs a task ten times a second while there is something to do, on a thread that ends when there is not. */
final class Beat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
    private static final long PERIOD_MILLIS = 100;

    private final Runnable task;
    private final ScheduledThreadPoolExecutor timer;

    /** Guarded by this; null while there is nothing to do. */
    private @Nullable Future<?> going;

    /**
     * Stands still at first.
     *
     * @param task does not throw
     */
    Beat(Surroundings surroundings, Runnable task) {
        this.task = task;
        this.timer = surroundings.timer("dubbo-gray-health");
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Runs the task from now on; one that runs goes on. */
    synchronized void start() {
        if (going != null) {
            return;
        }
        try {
            going = timer.scheduleWithFixedDelay(task, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nothing is evaluated: the application has ended");
        }
    }

    /** Runs the task no more, but for one that is under way. */
    synchronized void stop() {
        Future<?> before = going;
        if (before != null) {
            before.cancel(false);
            going = null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
