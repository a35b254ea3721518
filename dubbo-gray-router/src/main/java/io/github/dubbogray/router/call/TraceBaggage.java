package io.github.dubbogray.router.call;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.router.event.Guarded;
import org.jspecify.annotations.Nullable;

/**
 * The baggage of the trace that the current thread is part of: entries that tracing carries from hop to hop, over
 * HTTP, gRPC and messages. Without OpenTelemetry on the class path there is none.
 */
public final class TraceBaggage {

    private static final boolean PRESENT = isOnTheClassPath("io.opentelemetry.api.baggage.Baggage");

    private TraceBaggage() {}

    /** Returns whether OpenTelemetry is on the class path. */
    public static boolean isPresent() {
        return PRESENT;
    }

    /** Returns an entry of OpenTelemetry's current baggage, or null if there is none of that key or none can be read. */
    public static @Nullable String value(String key) {
        try {
            return PRESENT ? OpenTelemetryBaggage.value(key) : null;
        } catch (Throwable broken) { // where contexts are kept is the application's choice
            Guarded.keepInterrupt(broken);
            return null;
        }
    }

    /**
     * Returns an entry of OpenTelemetry's current baggage, else of a header, or null if both have none of that key. The
     * header is for where nobody has read it into a context: without OpenTelemetry, or before its instrumentation.
     *
     * @param header the W3C header {@code baggage} of the request, if it has one
     */
    public static @Nullable String value(String key, @Nullable String header) {
        String value = value(key);
        return value != null || header == null ? value : W3cBaggage.value(header, key);
    }

    private static boolean isOnTheClassPath(String type) {
        try {
            Class.forName(type, false, TraceBaggage.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
