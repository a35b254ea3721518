package io.github.dubbogray.router.call;

import io.opentelemetry.api.baggage.Baggage;
import org.jspecify.annotations.Nullable;

/** The baggage of OpenTelemetry's current context; loaded only where OpenTelemetry is there. */
final class OpenTelemetryBaggage {

    private OpenTelemetryBaggage() {}

    static @Nullable String value(String key) {
        return Baggage.current().getEntryValue(key);
    }
}
