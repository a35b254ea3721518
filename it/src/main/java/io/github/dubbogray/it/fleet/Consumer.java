package io.github.dubbogray.it.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A running consumer, called through its HTTP entry.
 *
 * @param port where its entry listens
 */
public record Consumer(JavaProcess process, int port, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Returns the address that {@link #call} calls. */
    public String address() {
        return address("/echo");
    }

    /** Returns the address of a path of the entry. */
    public String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Makes a call with these HTTP headers and returns what came of it. */
    public Reply call(Map<String, String> headers) {
        return get("/echo", headers, (json, response) -> answered(json));
    }

    /** Makes a call through the chain of applications with these HTTP headers and returns what came of it. */
    public Reply chain(Map<String, String> headers) {
        return get("/chain", headers, Consumer::chained);
    }

    /** Asks which features whoever has these HTTP headers has. */
    public Reply features(Map<String, String> headers) {
        return get("/features", headers, (json, response) -> featured(json));
    }

    private Reply get(
            String path, Map<String, String> headers, BiFunction<JsonNode, HttpResponse<String>, Reply> reader) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address(path))).timeout(TIMEOUT);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return read(response, reader);
        } catch (IOException e) {
            return new Reply.Failed(0, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Failed(0, "interrupted", "");
        }
    }

    private static Reply read(HttpResponse<String> response, BiFunction<JsonNode, HttpResponse<String>, Reply> reader) {
        try {
            JsonNode json = JSON.readTree(response.body());
            return response.statusCode() == 200
                    ? reader.apply(json, response)
                    : new Reply.Failed(
                            response.statusCode(),
                            json.path("title").asText(),
                            json.path("detail").asText());
        } catch (JsonProcessingException e) {
            return new Reply.Failed(response.statusCode(), "no JSON", response.body());
        }
    }

    private static Reply.Answered answered(JsonNode json) {
        return new Reply.Answered(
                json.path("instance").asText().replaceFirst("@\\d+$", ""),
                json.path("labels").asText(),
                json.path("tag").asText());
    }

    private static Reply featured(JsonNode json) {
        Map<String, Boolean> features = new HashMap<>();
        json.properties()
                .forEach(field -> features.put(field.getKey(), field.getValue().asBoolean()));
        return new Reply.Featured(features);
    }

    private static Reply chained(JsonNode json, HttpResponse<String> response) {
        List<Reply.Answered> hops = new ArrayList<>();
        json.forEach(hop -> hops.add(answered(hop)));
        return new Reply.Chained(
                hops, response.headers().firstValue("x-gray-served-by").orElse(""));
    }
}
