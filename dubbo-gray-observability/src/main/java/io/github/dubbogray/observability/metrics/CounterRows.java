package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.meter.SeriesFollower;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The counters of one application in one registry, in which a series is soon after it began, on a worker's thread. They leave it
 * at the application's end: one that is started after it in the same process has series of the same names, and a registry keeps
 * the first.
 */
final class CounterRows implements SeriesFollower, AutoCloseable {

    private final MeterRegistry registry;
    private final Later later;

    /** What is to be done to the registry, in order. */
    private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();

    /** Guarded by this. */
    private final IdentityHashMap<Counter, FunctionCounter> own = new IdentityHashMap<>();

    /** Written under this: calls may still count while the application ends, and afterwards. */
    private volatile boolean isClosed;

    CounterRows(MeterRegistry registry, ScheduledExecutorService worker) {
        this.registry = registry;
        this.later = new Later(worker, this::takeOver);
    }

    /** Registers what there is, and follows what becomes of it. */
    void follow(Meters meters) {
        meters.follow(this);
        later.now();
    }

    @Override
    public void began(Counter series) {
        add(() -> register(series));
    }

    @Override
    public void ended(Counter series) {
        add(() -> remove(series));
    }

    private void add(Runnable change) {
        if (!isClosed) {
            news.add(change);
            later.within(0);
        }
    }

    /** One that fails, as by a filter of the host's, is left out. */
    private synchronized void takeOver() {
        RuntimeException failed = null;
        for (Runnable each = news.poll(); each != null; each = news.poll()) {
            try {
                if (!isClosed) {
                    each.run();
                }
            } catch (RuntimeException refused) {
                failed = refused;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Registers a series, unless another application has it there. */
    private void register(Counter series) {
        if (!BoundMeters.has(registry, series.meter(), series.values())) {
            own.put(
                    series,
                    FunctionCounter.builder(series.meter().id(), series, Counter::value)
                            .description(series.meter().description())
                            .tags(BoundMeters.tags(series.meter(), series.values()))
                            .register(registry));
        }
    }

    private void remove(Counter series) {
        FunctionCounter row = own.remove(series);
        if (row != null) {
            registry.remove(row);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        news.clear();
        own.values().forEach(registry::remove);
        own.clear();
    }
}
