package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.IntStream;

/** The meters of one application in one registry. */
final class BoundMeters implements AutoCloseable {

    private final GaugeRows gauges;

    private BoundMeters(GaugeRows gauges) {
        this.gauges = gauges;
    }

    static BoundMeters of(GrayApplication gray, MeterRegistry registry) {
        gray.meters().follow(series -> register(series, registry));
        gray.meters().time(new Timers(registry));
        ProcessIo.bindTo(registry);
        GaugeRows gauges = new GaugeRows(gray.gauges(), registry, gray.surroundings());
        gauges.follow();
        return new BoundMeters(gauges);
    }

    private static void register(Counter series, MeterRegistry registry) {
        FunctionCounter.builder(series.meter().id(), series, Counter::value)
                .description(series.meter().description())
                .tags(tags(series.meter(), series.values()))
                .register(registry);
    }

    /** Returns the tags of a series. */
    static Tags tags(Meter meter, List<String> values) {
        return Tags.of(IntStream.range(0, values.size())
                .mapToObj(i -> Tag.of(meter.tags().get(i), values.get(i)))
                .toList());
    }

    @Override
    public void close() {
        gauges.close();
    }
}
