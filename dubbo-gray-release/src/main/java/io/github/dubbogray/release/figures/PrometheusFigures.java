package io.github.dubbogray.release.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.verdict.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a Prometheus answers to the queries of a plan, by its HTTP API ({@code /api/v1/query}), each by itself. For one thread. */
public final class PrometheusFigures {

    /** Begins at the first slash of a run alone: from each of them, many slashes would take time with their square. */
    private static final Pattern SLASHES_BEHIND = Pattern.compile("(?<!/)/++$");

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOLE = "a query must give one number";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private List<String> troubles = List.of();

    /** Asks every query; one without an answer is not among the figures, and {@link #troubles} says why. */
    public Figures ask(Source.Prometheus source) throws InterruptedException {
        Map<String, Double> answers = new HashMap<>();
        List<String> without = new ArrayList<>();
        for (Source.Query query : source.queries()) {
            try {
                OptionalDouble answer = numberIn(answerTo(source.url(), query));
                answer.ifPresent(number -> answers.put(query.name(), number));
                if (answer.isEmpty()) {
                    without.add("query " + query.name() + " has no data");
                }
            } catch (IOException | IllegalArgumentException e) { // an address or a number that is none
                without.add("query " + query.name() + " has no answer: " + e.getMessage());
            }
        }
        troubles = List.copyOf(without);
        return Figures.of(answers);
    }

    /** Returns why queries had no answer when they were last asked, a sentence each; empty where all had one. */
    public List<String> troubles() {
        return troubles;
    }

    private JsonNode answerTo(String url, Source.Query query) throws IOException, InterruptedException {
        URI asked = URI.create(SLASHES_BEHIND.matcher(url).replaceAll("") + "/api/v1/query?query="
                + URLEncoder.encode(query.query(), StandardCharsets.UTF_8));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(asked).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        JsonNode answer = read(response);
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException("HTTP " + response.statusCode() + ", "
                    + answer.path("error").asText("not the answer of a Prometheus"));
        }
        return answer.path("data");
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException("HTTP " + response.statusCode() + ", not the answer of a Prometheus", e);
        }
    }

    /** A scalar, or a vector of one sample; of no sample, nothing. A number that is none, as 0 / 0 is, is no answer either. */
    private static OptionalDouble numberIn(JsonNode data) throws IOException {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> finite(result.path(1).asText());
            case "vector" -> {
                if (result.size() > 1) {
                    throw new IOException(WHOLE + ", this one has " + result.size() + "; wrap it in sum(…)");
                }
                yield result.isEmpty()
                        ? OptionalDouble.empty()
                        : finite(result.path(0).path("value").path(1).asText());
            }
            default ->
                throw new IOException(
                        WHOLE + ", this one gives a " + data.path("resultType").asText("nothing"));
        };
    }

    private static OptionalDouble finite(String text) {
        double number = switch (text) {
            case "+Inf", "-Inf", "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
