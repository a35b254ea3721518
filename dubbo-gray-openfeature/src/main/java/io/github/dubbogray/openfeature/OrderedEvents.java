package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.Awaitable;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import io.github.dubbogray.feature.Standing;
import io.github.dubbogray.feature.SwitchListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the SDK what becomes of switches, one event after the other and in their order. The SDK takes events on a pool of
 * threads, so of two that are given to it at once either may come first, and its state with it. Here one thread gives them,
 * and waits until the SDK has taken one before it gives the next. What happens meanwhile is told together: the names of all
 * changes, and how the switches stand by then.
 *
 * <p>The SDK runs handlers on a pool as well, and says nothing of their end; the {@link #BETWEEN_MILLIS} between two events
 * are for those to have begun.
 */
final class OrderedEvents implements SwitchListener, AutoCloseable {

    /** The SDK sets the state right after an initialization has ended, so what it is besides is told a little later. */
    private static final long AFTER_INITIALIZATION_MILLIS = 200;

    private static final long BETWEEN_MILLIS = 50;
    private static final long IDLE_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(OrderedEvents.class);

    private final Supplier<Standing> standing;
    private final Sdk sdk;
    private final ScheduledThreadPoolExecutor teller = new ScheduledThreadPoolExecutor(1, OrderedEvents::thread);

    /** Guarded by this, as all below: the names of changes that are not told yet. */
    private final Set<String> changed = new TreeSet<>();

    /** What the SDK was told last of how they stand. */
    private Standing told = new Standing.Current();

    /** Nothing is told between the begin of an initialization and a little after its end. */
    private boolean isHeld = true;

    private boolean isDue;
    private boolean isClosed;

    /** Takes events, and lets wait until they are taken. */
    @FunctionalInterface
    interface Sdk {
        Awaitable take(ProviderEvent event, ProviderEventDetails details);
    }

    private record Event(ProviderEvent kind, ProviderEventDetails details) {}

    /**
     * Tells nothing before the first initialization.
     *
     * @param standing says how the switches stand now
     */
    OrderedEvents(Supplier<Standing> standing, Sdk sdk) {
        this.standing = standing;
        this.sdk = sdk;
        teller.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        teller.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dubbo-gray-switch-events");
        thread.setDaemon(true);
        return thread;
    }

    /** An initialization begins. */
    synchronized void hold() {
        isHeld = true;
    }

    /**
     * An initialization ends.
     *
     * @param believed how the SDK then takes the switches to stand
     */
    synchronized void release(Standing believed) {
        told = believed;
        later(AFTER_INITIALIZATION_MILLIS, this::begin);
    }

    private void begin() {
        synchronized (this) {
            isHeld = false;
        }
        due();
    }

    @Override
    public void changed(Set<String> names) {
        synchronized (this) {
            changed.addAll(names);
        }
        due();
    }

    @Override
    public void stands(Standing now) {
        due();
    }

    private synchronized void due() {
        if (!isDue && !isHeld) {
            isDue = true;
            later(BETWEEN_MILLIS, this::tell);
        }
    }

    private synchronized void later(long millis, Runnable task) {
        if (!isClosed) {
            var unused = teller.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        Optional<Event> next = next();
        next.ifPresent(this::give);
        next.ifPresent(event -> due()); // there may be another
    }

    private synchronized Optional<Event> next() {
        isDue = false; // first: what happens from here on is told later
        if (isHeld || isClosed) {
            return Optional.empty();
        }
        if (!changed.isEmpty()) {
            List<String> names = List.copyOf(changed);
            changed.clear();
            return Optional.of(new Event(
                    ProviderEvent.PROVIDER_CONFIGURATION_CHANGED,
                    ProviderEventDetails.builder().flagsChanged(names).build()));
        }
        Standing now = standing.get();
        Optional<Event> news = now.equals(told) ? Optional.empty() : Optional.of(eventOf(now));
        told = now;
        return news;
    }

    private static Event eventOf(Standing now) {
        if (now instanceof Standing.Outdated outdated) {
            return new Event(
                    ProviderEvent.PROVIDER_STALE,
                    ProviderEventDetails.builder().message(outdated.why()).build());
        }
        return now instanceof Standing.Lacking lacking
                ? new Event(
                        ProviderEvent.PROVIDER_ERROR,
                        ProviderEventDetails.builder()
                                .message(lacking.why())
                                .errorCode(ErrorCode.GENERAL)
                                .build())
                : new Event(
                        ProviderEvent.PROVIDER_READY,
                        ProviderEventDetails.builder().build());
    }

    private void give(Event event) {
        try {
            sdk.take(event.kind(), event.details()).await();
        } catch (RejectedExecutionException e) { // after the shutdown the SDK's provider takes no more events
            LOG.debug("The SDK takes no event {}: its provider was shut down", event.kind(), e);
        }
    }

    /** Tells nothing any more, and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        teller.shutdownNow();
    }
}
