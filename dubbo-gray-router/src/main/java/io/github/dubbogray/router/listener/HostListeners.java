package io.github.dubbogray.router.listener;

import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The host's listeners, which may block and throw: told in order, on a thread that ends when there is nothing to tell, and
 * each shielded from the others. Events wait in a bounded queue, where the oldest gives way to the newest: a listener that is
 * behind has more use for what is so now. Where nobody listens there is no thread, and nothing waits.
 */
public final class HostListeners implements AutoCloseable {

    /** How many events wait at most. */
    static final int MOST_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(HostListeners.class);
    private static final int REMEMBERED_CAUSES = 100;

    private final ListenerExtensions extensions;
    private final Meters meters;
    private final ScheduledThreadPoolExecutor thread;
    private final List<GrayListener> added = new CopyOnWriteArrayList<>();
    private final Once<String> causes = Once.upTo(REMEMBERED_CAUSES);

    /** Guarded by this. */
    private final Deque<GrayEvent> waiting = new ArrayDeque<>();

    /** Guarded by this: whether the thread is about it, or has been asked to be. */
    private boolean isTelling;

    /** Guarded by this: whether an event was left out since nothing waited. */
    private boolean isBehind;

    HostListeners(ListenerExtensions extensions, Surroundings surroundings, Meters meters) {
        this.extensions = extensions;
        this.meters = meters;
        this.thread = surroundings.timer("dubbo-gray-listeners");
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Returns those of an application: its extensions, which are made with the first event, and what is added. */
    public static HostListeners of(ApplicationModel application, Surroundings surroundings, Meters meters) {
        return new HostListeners(ListenerExtensions.of(application), surroundings, meters);
    }

    /** Tells a listener of every later event. */
    public void add(GrayListener listener) {
        added.add(listener);
    }

    /** Tells a listener no more, but for an event that it is being told of. */
    public void remove(GrayListener listener) {
        added.remove(listener);
    }

    /** Tells all who listen, soon; returns at once. */
    public void tell(GrayEvent event) {
        if (added.isEmpty() && extensions.areNone()) {
            return;
        }
        if (isFirstLeftOut(event)) {
            LOG.warn("Listeners of gray events are behind: more than " + MOST_WAITING
                    + " events wait, the oldest are left out and counted until none waits");
        }
    }

    /** Queues an event; returns whether one was left out, for the first time since nothing waited. */
    private synchronized boolean isFirstLeftOut(GrayEvent event) {
        boolean wasBehind = isBehind;
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
            meters.count(Meter.EVENTS_DROPPED);
            isBehind = true;
        }
        waiting.add(event);
        if (!isTelling) {
            isTelling = isAskedToTell();
        }
        return isBehind && !wasBehind;
    }

    private boolean isAskedToTell() {
        try {
            thread.execute(this::tellWaiting);
            return true;
        } catch (RejectedExecutionException closed) {
            waiting.clear();
            LOG.debug("No listener is told: the application has ended");
            return false;
        }
    }

    private void tellWaiting() {
        for (GrayEvent event = next(); event != null; event = next()) {
            GrayEvent told = event;
            extensions.all().forEach(listener -> tell(listener, told));
            added.forEach(listener -> tell(listener, told));
        }
    }

    private synchronized @Nullable GrayEvent next() {
        GrayEvent next = thread.isShutdown() ? null : waiting.poll();
        if (next == null) {
            isTelling = false;
            isBehind = false;
        }
        return next;
    }

    private void tell(GrayListener listener, GrayEvent event) {
        Guarded.run(() -> listener.on(event), thrown -> {
            if (causes.isNews(
                    listener.getClass().getName() + " " + thrown.getClass().getName())) {
                LOG.error(
                        "Listener " + listener.getClass().getName() + " failed with " + event.describe()
                                + "; others are told all the same, and this is logged once",
                        thrown);
            }
        });
        if (!thread.isShutdown()) {
            boolean unused = Thread.interrupted(); // what one listener leaves behind must not disturb the next
        }
    }

    /** Tells nobody any more; does not wait for a listener that is being told. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
