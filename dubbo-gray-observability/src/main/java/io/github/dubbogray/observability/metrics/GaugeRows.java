package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Keeps a registry's gauges those that there are: which series there are changes with documents and instances, at most once
 * a second, on a worker's thread; what a series says is asked when the registry is read.
 */
final class GaugeRows implements AutoCloseable {

    private static final long SETTLING_MILLIS = 1_000;

    private final Gauges gauges;
    private final MeterRegistry registry;
    private final Later later;

    /** Guarded by this: what another application has in the registry is not among them. */
    private final Map<Key, Row> rows = new HashMap<>();

    /** Guarded by this. */
    private boolean isClosed;

    /** Names a series. */
    private record Key(Meter meter, List<String> values) {}

    /** A series in the registry; what gives its value may be another one later. */
    private static final class Row {

        private final io.micrometer.core.instrument.Meter registered;
        private volatile Gauge gauge;

        Row(Gauge gauge, MeterRegistry registry) {
            this.gauge = gauge;
            this.registered = io.micrometer.core.instrument.Gauge.builder(
                            gauge.meter().id(), this, Row::value)
                    .description(gauge.meter().description())
                    .baseUnit(gauge.meter().unit().equals("seconds") ? "seconds" : null)
                    .tags(BoundMeters.tags(gauge.meter(), gauge.values()))
                    .strongReference(true)
                    .register(registry);
        }

        private double value() {
            return gauge.value().getAsDouble();
        }
    }

    GaugeRows(Gauges gauges, MeterRegistry registry, ScheduledExecutorService worker) {
        this.gauges = gauges;
        this.registry = registry;
        this.later = new Later(worker, this::renew);
    }

    /** Registers what there is, and follows what becomes of it. */
    void follow() {
        gauges.follow(() -> later.within(SETTLING_MILLIS));
        later.within(0);
    }

    private synchronized void renew() {
        if (isClosed) {
            return;
        }
        Map<Key, Gauge> now = new HashMap<>();
        gauges.now().forEach(gauge -> now.put(new Key(gauge.meter(), gauge.values()), gauge));
        rows.entrySet().removeIf(known -> {
            boolean isGone = !now.containsKey(known.getKey());
            if (isGone) {
                registry.remove(known.getValue().registered);
            }
            return isGone;
        });
        now.forEach((key, gauge) -> {
            Row known = rows.get(key);
            if (known != null) {
                known.gauge = gauge;
            } else if (!BoundMeters.has(registry, key.meter(), key.values())) {
                rows.put(key, new Row(gauge, registry));
            }
        });
    }

    /** Takes the series out: each holds on to the application, and one that is started after it has the same. */
    @Override
    public synchronized void close() {
        isClosed = true;
        rows.values().forEach(row -> registry.remove(row.registered));
        rows.clear();
    }
}
