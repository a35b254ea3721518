package io.github.dubbogray.it.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a Prometheus over its HTTP API. */
final class PrometheusApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Asks the Prometheus at an address such as {@code http://127.0.0.1:9090}. */
    PrometheusApi(URI address) {
        this.address = address;
    }

    /** Returns the series of an expression over a window. */
    List<Series> range(String expression, Window window) {
        JsonNode result = ask(
                "/api/v1/query_range",
                Map.of(
                        "query", expression,
                        "start", seconds(window.start().toEpochMilli()),
                        "end", seconds(window.end().toEpochMilli()),
                        "step", seconds(window.step().toMillis())));
        List<Series> series = new ArrayList<>();
        for (JsonNode one : result.path("result")) {
            List<Double> values = new ArrayList<>(Collections.nCopies(window.size(), Double.NaN));
            for (JsonNode sample : one.path("values")) {
                int index = window.indexOf(sample.path(0).asDouble());
                if (index >= 0 && index < values.size()) {
                    values.set(index, number(sample.path(1).asText()));
                }
            }
            series.add(new Series(labels(one), values));
        }
        return series;
    }

    /** Returns the series of an expression at the end of a window, with one value each. */
    List<Series> instant(String expression, Window window) {
        JsonNode result = ask(
                "/api/v1/query",
                Map.of("query", expression, "time", seconds(window.end().toEpochMilli())));
        List<Series> series = new ArrayList<>();
        for (JsonNode one : result.path("result")) {
            series.add(new Series(
                    labels(one), List.of(number(one.path("value").path(1).asText()))));
        }
        return series;
    }

    /** Returns the values of a label of some series, in order. */
    List<String> labelValues(String selector, String label) {
        List<String> values = new ArrayList<>();
        ask("/api/v1/label/" + label + "/values", Map.of("match[]", selector))
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode ask(String path, Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path + query))
                .timeout(PATIENCE)
                .build();
        try {
            JsonNode answer = JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalStateException(
                        answer.path("error").asText() + " in " + parameters.getOrDefault("query", path));
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new IllegalStateException("no answer from Prometheus at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<String, String> labels(JsonNode series) {
        Map<String, String> labels = new LinkedHashMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String seconds(long millis) {
        return Double.toString(millis / 1000.0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
