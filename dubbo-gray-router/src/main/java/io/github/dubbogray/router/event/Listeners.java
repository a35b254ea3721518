package io.github.dubbogray.router.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Who listens to a subscription, and since when nobody has. */
public final class Listeners {

    /** How long a subscription goes on without listeners: instances that leave are often back at once. */
    public static final long LINGERING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final LongSupplier nanoTime;

    /** Guarded by this. */
    private final Set<Runnable> listening = new LinkedHashSet<>();

    /** Guarded by this: since when nobody listens, where that is so. */
    private long emptySince;

    public Listeners(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.emptySince = nanoTime.getAsLong();
    }

    /** Adds a listener; one that is there already is called once all the same. */
    public synchronized void add(Runnable listener) {
        listening.add(listener);
    }

    public synchronized void remove(Runnable listener) {
        if (listening.remove(listener) && listening.isEmpty()) {
            emptySince = nanoTime.getAsLong();
        }
    }

    public synchronized boolean areNone() {
        return listening.isEmpty();
    }

    /** Returns whether nobody has listened for so long that nobody is expected back. */
    public synchronized boolean areGone() {
        return listening.isEmpty() && nanoTime.getAsLong() - emptySince >= LINGERING_NANOS;
    }

    /** Calls everyone who listens now, without a lock; one that fails keeps no other from being called. */
    public void tell() {
        present()
                .forEach(listener -> Guarded.run(
                        listener,
                        thrown ->
                                LOG.error("A listener failed with a change, which is in force all the same", thrown)));
    }

    private synchronized List<Runnable> present() {
        return List.copyOf(listening);
    }
}
