package io.github.dubbogray.filter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cookies of a request. Dubbo's own reader fails where there is no cookie header and sees the first one only, while HTTP/2
 * clients send several.
 */
final class Cookies {

    private Cookies() {}

    /** Returns the value of the first cookie with a name, without quotes around it, or null. */
    static @Nullable String valueIn(List<String> headers, String name) {
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                    return unquoted(cookie.substring(equals + 1).strip());
                }
            }
        }
        return null;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
