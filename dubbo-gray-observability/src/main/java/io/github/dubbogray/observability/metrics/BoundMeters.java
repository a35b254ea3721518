package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The meters of one application in one registry. */
final class BoundMeters implements AutoCloseable {

    private static final long IDLE_MILLIS = 2_000;

    private final ScheduledThreadPoolExecutor worker;
    private final CounterRows counters;
    private final GaugeRows gauges;

    private BoundMeters(GrayApplication gray, MeterRegistry registry) {
        this.worker = gray.surroundings().timer("dubbo-gray-metrics");
        worker.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        worker.allowCoreThreadTimeOut(true);
        this.counters = new CounterRows(registry, worker);
        this.gauges = new GaugeRows(gray.gauges(), registry, worker);
    }

    static BoundMeters of(GrayApplication gray, MeterRegistry registry) {
        BoundMeters bound = new BoundMeters(gray, registry);
        bound.counters.follow(gray.meters());
        gray.meters().time(new Timers(registry));
        ProcessIo.bindTo(registry);
        bound.gauges.follow();
        return bound;
    }

    /** Returns whether a registry has a series already, as of another application of this process. */
    static boolean has(MeterRegistry registry, Meter meter, List<String> values) {
        return registry.find(meter.id()).tags(tags(meter, values)).meter() != null;
    }

    /** Returns the tags of a series. */
    static Tags tags(Meter meter, List<String> values) {
        return Tags.of(IntStream.range(0, values.size())
                .mapToObj(i -> Tag.of(meter.tags().get(i), values.get(i)))
                .toList());
    }

    /** Takes out what goes on to be asked. Timers stay: they hold nothing of the application, and the next one adds to them. */
    @Override
    public void close() {
        worker.shutdownNow();
        counters.close();
        gauges.close();
    }
}
