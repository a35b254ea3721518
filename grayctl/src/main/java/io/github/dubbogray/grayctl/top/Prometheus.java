package io.github.dubbogray.grayctl.top;

import io.github.dubbogray.core.text.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus that has the metrics of consumers (docs/metrics.md). Never throws: where it does not answer, there are no
 * figures.
 *
 * @param url where its API begins, as {@code http://prometheus:9090}
 */
public record Prometheus(String url) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final int OK = 200;

    /** Ends a question; seen by nobody outside. */
    private static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        private Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    /** Returns how calls of an application's lanes went in the last minute. */
    public Figures of(String application) {
        String calls = "dubbo_gray_calls_seconds_%s{application=\""
                + application.replace("\\", "\\\\").replace("\"", "\\\"") + "\"%s}[1m]";
        try {
            Map<String, Double> all = byLane("sum by (lane) (rate(" + calls.formatted("count", "") + "))");
            Map<String, Double> failed =
                    byLane("sum by (lane) (rate(" + calls.formatted("count", ",outcome=\"failure\"") + "))");
            Map<String, Double> slowest = byLane("histogram_quantile(0.99, sum by (le, lane) (rate("
                    + calls.formatted("bucket", ",outcome!=\"ignored\"") + ")))");
            Map<String, LaneFigures> figures = new HashMap<>();
            all.forEach((lane, rate) -> {
                Double seconds = slowest.get(lane);
                figures.put(
                        lane,
                        new LaneFigures(
                                rate,
                                rate > 0 ? failed.getOrDefault(lane, 0.0) / rate : 0,
                                seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds)));
            });
            return new Figures.Read(figures);
        } catch (Unanswered unanswered) {
            return new Figures.Missing(url + " " + unanswered.getMessage());
        }
    }

    private Map<String, Double> byLane(String query) throws Unanswered {
        Map<String, Double> byLane = new HashMap<>();
        if (!(at(at(ask(query), "data"), "result") instanceof List<?> rows)) {
            throw new Unanswered("answers something else than Prometheus does");
        }
        for (Object row : rows) {
            if (at(at(row, "metric"), "lane") instanceof String lane
                    && at(row, "value") instanceof List<?> sample
                    && sample.size() == 2) {
                double value = numberOf(sample.get(1));
                if (Double.isFinite(value)) { // of no calls at all a quantile is not a number
                    byLane.put(lane, value);
                }
            }
        }
        return byLane;
    }

    private static double numberOf(@Nullable Object value) {
        try {
            return Double.parseDouble(String.valueOf(value).replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static @Nullable Object at(@Nullable Object object, String key) {
        return object instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private @Nullable Object ask(String query) throws Unanswered {
        try {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(
                                    url + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new Unanswered("answers " + answer.statusCode());
            }
            return JsonText.read(answer.body()) instanceof JsonText.Reading.Read read ? read.value() : null;
        } catch (IllegalArgumentException e) {
            throw new Unanswered("is no address; it must be like http://prometheus:9090");
        } catch (IOException e) {
            throw new Unanswered("does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("was not waited for");
        }
    }
}
