package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.SeriesFollower;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;

/**
 * The counters of one application in one registry. They leave it at the application's end: one that is started after it in
 * the same process has series of the same names, and a registry keeps the first.
 */
final class CounterRows implements SeriesFollower, AutoCloseable {

    private final MeterRegistry registry;

    /** Guarded by this. */
    private final IdentityHashMap<Counter, FunctionCounter> own = new IdentityHashMap<>();

    /** Guarded by this: calls may still count while the application ends. */
    private boolean isClosed;

    CounterRows(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a series, unless another application has it there. */
    @Override
    public synchronized void began(Counter series) {
        if (!isClosed && !BoundMeters.has(registry, series.meter(), series.values())) {
            own.put(
                    series,
                    FunctionCounter.builder(series.meter().id(), series, Counter::value)
                            .description(series.meter().description())
                            .tags(BoundMeters.tags(series.meter(), series.values()))
                            .register(registry));
        }
    }

    @Override
    public synchronized void ended(Counter series) {
        FunctionCounter row = own.remove(series);
        if (row != null) {
            registry.remove(row);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        own.values().forEach(registry::remove);
        own.clear();
    }
}
