package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.IntStream;

/** The meters of one application in one registry. */
final class BoundMeters implements AutoCloseable {

    private final CounterRows counters;
    private final GaugeRows gauges;

    private BoundMeters(CounterRows counters, GaugeRows gauges) {
        this.counters = counters;
        this.gauges = gauges;
    }

    static BoundMeters of(GrayApplication gray, MeterRegistry registry) {
        CounterRows counters = new CounterRows(registry);
        gray.meters().follow(counters);
        gray.meters().time(new Timers(registry));
        ProcessIo.bindTo(registry);
        GaugeRows gauges = new GaugeRows(gray.gauges(), registry, gray.surroundings());
        gauges.follow();
        return new BoundMeters(counters, gauges);
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
        counters.close();
        gauges.close();
    }
}
