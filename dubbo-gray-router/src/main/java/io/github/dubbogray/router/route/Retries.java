package io.github.dubbogray.router.route;

import io.github.dubbogray.router.settings.Surroundings;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Tries later, away from Dubbo's threads, what failed; on one thread, which ends when there is nothing to try. */
final class Retries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long SECONDS = 5;

    private final ScheduledThreadPoolExecutor worker;

    Retries(Surroundings surroundings) {
        worker = surroundings.timer("dubbo-gray-retries");
        worker.setKeepAliveTime(2 * SECONDS, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
    }

    /** Runs a task once, in a few seconds; never after {@link #close}. The task does not throw. */
    void later(Runnable task) {
        try {
            worker.prestartCoreThread(); // throws before anything is queued where no thread is to be had
            var unused = worker.schedule(task, SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not tried again: the application has ended");
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
