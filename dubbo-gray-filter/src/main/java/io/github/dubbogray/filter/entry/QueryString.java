package io.github.dubbogray.filter.entry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of a URL. Servers' own readers may take a form's body for parameters too, which would eat it, or throw for what
 * is not well-formed.
 */
final class QueryString {

    private QueryString() {}

    /**
     * Returns the first value of a parameter, decoded as UTF-8, or null if there is none. A value that is not well-formed is
     * returned as it is.
     */
    public static @Nullable String valueIn(@Nullable String query, String name) {
        return valuesIn(query).get(name);
    }

    /** Returns the first value of each parameter, as {@link #valueIn} does: for a request that is asked for many. */
    public static Map<String, String> valuesIn(@Nullable String query) {
        Map<String, String> values = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                values.putIfAbsent(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
