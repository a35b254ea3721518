package io.github.dubbogray.observability.log;

import io.github.dubbogray.router.event.LogContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Fields of one log line. */
final class Fields {

    private Fields() {}

    /** Puts fields, until what is returned is closed; what was there before comes back. */
    static LogContext.Entered enter(Map<String, String> fields) {
        Map<String, @Nullable String> before = new HashMap<>();
        fields.forEach((key, value) -> {
            before.put(key, MDC.get(key));
            MDC.put(key, value);
        });
        return () -> before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}
