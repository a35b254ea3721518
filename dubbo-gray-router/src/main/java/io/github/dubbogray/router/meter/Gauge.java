package io.github.dubbogray.router.meter;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * One series of a gauge.
 *
 * @param values of {@link Meter#tags}, in their order
 * @param value gives what it is now; cheap, and never blocks
 */
public record Gauge(Meter meter, List<String> values, DoubleSupplier value) {

    public Gauge {
        values = List.copyOf(values);
        if (values.size() != meter.tags().size()) {
            throw new IllegalArgumentException(meter + " is measured by " + meter.tags() + ", not by " + values);
        }
    }

    /** Returns the sum of some series of one meter, with {@value Meters#OTHER} as the value of each tag. */
    static Gauge ofOthers(List<Gauge> others) {
        Meter meter = others.get(0).meter();
        return new Gauge(
                meter,
                Collections.nCopies(meter.tags().size(), Meters.OTHER),
                () -> others.stream()
                        .mapToDouble(each -> each.value().getAsDouble())
                        .sum());
    }
}
