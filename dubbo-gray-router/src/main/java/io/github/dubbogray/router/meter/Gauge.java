package io.github.dubbogray.router.meter;

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
}
