package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.meter.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * The counters of one application in one registry. They leave it at the application's end: one that is started after it in
 * the same process has series of the same names, and a registry keeps the first.
 */
final class CounterRows implements AutoCloseable {

    private final MeterRegistry registry;

    /** Guarded by this. */
    private final List<FunctionCounter> own = new ArrayList<>();

    /** Guarded by this: calls may still count while the application ends. */
    private boolean isClosed;

    CounterRows(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a series, unless another application has it there. */
    synchronized void add(Counter series) {
        if (!isClosed && !BoundMeters.has(registry, series.meter(), series.values())) {
            own.add(FunctionCounter.builder(series.meter().id(), series, Counter::value)
                    .description(series.meter().description())
                    .tags(BoundMeters.tags(series.meter(), series.values()))
                    .register(registry));
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        own.forEach(registry::remove);
        own.clear();
    }
}
