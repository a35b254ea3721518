package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.router.event.Guarded;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Does some task soon after it was asked to, once for all who asked meanwhile, on a worker's thread: who asks may hold locks, and a
 * registry runs the host's code. A task that fails, or cannot be begun, is done with the next change; metrics never do harm to what
 * they measure.
 */
final class Later {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private final ScheduledExecutorService worker;
    private final Runnable task;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Trouble trouble = new Trouble();

    Later(ScheduledExecutorService worker, Runnable task) {
        this.worker = worker;
        this.task = task;
    }

    /** Has the task done within a time, unless it is due already. Never blocks, and never throws. */
    void within(long millis) {
        if (isDue.compareAndSet(false, true)) {
            try {
                var unused = worker.schedule(this::now, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.debug("Series are left as they are: the application has ended");
            } catch (Throwable none) { // as where no thread can be started
                isDue.set(false);
                told(none);
            }
        }
    }

    /** Does the task on this thread. */
    void now() {
        isDue.set(false); // first: what changes from here on is looked at again
        Guarded.run(
                () -> {
                    task.run();
                    trouble.isOver();
                },
                this::told);
    }

    private void told(Throwable thrown) {
        if (trouble.isNews(thrown)) {
            LOG.error("Not all series of gray release are renewed; looked at again with the next change", thrown);
        }
    }
}
