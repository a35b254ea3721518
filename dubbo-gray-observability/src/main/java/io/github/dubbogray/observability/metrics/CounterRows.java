package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.meter.SeriesFollower;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
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

    /** Guarded by this: those that the registry has thrown at, tried again with the next change. */
    private final Set<Counter> refused = Collections.newSetFromMap(new IdentityHashMap<>());

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

    /** One that fails, as by a filter of the host's, keeps no other from being there. */
    private synchronized void takeOver() {
        if (isClosed) {
            return; // whoever counted meanwhile came too late
        }
        List<Runnable> due = new ArrayList<>();
        refused.forEach(series -> due.add(() -> register(series))); // first: one of them may have ended since
        for (Runnable each = news.poll(); each != null; each = news.poll()) {
            due.add(each);
        }
        Guarded.runAll(due);
    }

    /** Registers a series, unless another application has it there. */
    private void register(Counter series) {
        refused.add(series);
        if (!BoundMeters.has(registry, series.meter(), series.values())) {
            own.put(
                    series,
                    FunctionCounter.builder(series.meter().id(), series, Counter::value)
                            .description(series.meter().description())
                            .tags(BoundMeters.tags(series.meter(), series.values()))
                            .register(registry));
        }
        refused.remove(series);
    }

    private void remove(Counter series) {
        refused.remove(series);
        FunctionCounter row = own.remove(series);
        if (row != null) {
            registry.remove(row);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        news.clear();
        refused.clear();
        own.values().forEach(registry::remove);
        own.clear();
    }
}
