package io.github.dubbogray.nacos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters of one request, in the order they were given.
 *
 * @param headers those that Nacos reads from headers
 */
record Parameters(Map<String, String> values, Map<String, String> headers) {
    Parameters {
        values = new LinkedHashMap<>(values);
        headers = new LinkedHashMap<>(headers);
    }

    static Parameters none() {
        return new Parameters(Map.of(), Map.of());
    }

    Parameters and(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new Parameters(more, headers);
    }

    Parameters andHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Parameters(values, more);
    }

    /** As a query string or a form body. */
    String encoded() {
        return values.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
