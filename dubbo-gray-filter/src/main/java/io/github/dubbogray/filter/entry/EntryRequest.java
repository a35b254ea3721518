package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.router.call.TraceBaggage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it enters this application: an HTTP request, a message, anything that has headers. Adapters implement it
 * over their own request object; what theirs does not have is absent. In rules, {@code method} is {@link #method} and
 * {@code service} is {@link #path}.
 */
public interface EntryRequest {

    /** Returns all values of a header in their order, upper and lower case of the name alike; empty if there is none. */
    List<String> headers(String name);

    /** Returns the value of a cookie, or null; that of the first one of the header {@code cookie} unless overridden. */
    default @Nullable String cookie(String name) {
        return Cookies.valueIn(headers(Cookies.HEADER), name);
    }

    /** Returns the value of a parameter of the query, decoded, or null. */
    default @Nullable String query(String name) {
        return null;
    }

    /**
     * Returns an entry of the trace's baggage, or null: of OpenTelemetry's current one if that is there, else of the W3C header
     * {@code baggage}.
     */
    default @Nullable String baggage(String key) {
        return TraceBaggage.value(key, String.join(",", headers(W3cBaggage.HEADER)));
    }

    /** Returns the HTTP method, or what stands for it. */
    String method();

    /** Returns the path without query, or what stands for it, such as a topic. */
    String path();

    /**
     * Returns the numeric address of whoever sent the request, as {@code 10.0.0.7}, in any spelling, or null if it is not
     * known.
     */
    @Nullable String remoteAddress();

    /** Returns the sending application's name; empty if it is not known. */
    default String application() {
        return "";
    }
}
