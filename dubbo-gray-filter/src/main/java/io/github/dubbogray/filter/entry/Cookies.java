package io.github.dubbogray.filter.entry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cookies of a request, read from its header: a value is all up to the next {@code ;}, without quotes around it. Servers' own
 * readers cut values at {@code =} or {@code ,}, drop them, or see the first of several headers only, as HTTP/2 clients send.
 */
final class Cookies {

    /** The header's name. */
    public static final String HEADER = "cookie";

    private Cookies() {}

    /** Returns the value of the first cookie with a name, or null. */
    public static @Nullable String valueIn(List<String> headers, String name) {
        return valuesIn(headers).get(name);
    }

    /** Returns the values of all cookies with a name. */
    static List<String> valuesIn(List<String> headers, String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                    values.add(unquoted(cookie.substring(equals + 1).strip()));
                }
            }
        }
        return values;
    }

    /** Returns the value of the first cookie of each name: for a request that is asked for many. */
    public static Map<String, String> valuesIn(List<String> headers) {
        Map<String, String> values = new HashMap<>();
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            cookie.substring(0, equals).strip(),
                            unquoted(cookie.substring(equals + 1).strip()));
                }
            }
        }
        return values;
    }

    /** Returns a value with what is percent-encoded in it decoded; one that is not well-formed as it is. */
    static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8); // a plus is no space here
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
