package io.github.dubbogray.filter.context.optional;

import io.github.dubbogray.filter.context.Companions;
import io.github.dubbogray.filter.context.OptionalCarrier;
import io.github.dubbogray.router.call.TraceBaggage;

/** Carries tags in OpenTelemetry's baggage, whose classes are linked only where it is there. */
public final class OpenTelemetryCarrier implements OptionalCarrier {

    /** For the service loader. */
    public OpenTelemetryCarrier() {}

    @Override
    public void begin() {
        if (TraceBaggage.isPresent()) {
            Companions.add(new TagInBaggage());
        }
    }
}
