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
import java.util.Map;

/**
 * A running consumer, called through its HTTP entry.
 *
 * @param port where its entry listens
 */
public record Consumer(JavaProcess process, int port, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Returns the address of the entry. */
    public String address() {
        return "http://127.0.0.1:" + port + "/echo";
    }

    /** Makes a call with these HTTP headers and returns what came of it. */
    public Reply call(Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address())).timeout(TIMEOUT);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Reply.Failed(0, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Failed(0, "interrupted", "");
        }
    }

    private static Reply reply(int status, String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return status == 200
                    ? new Reply.Answered(
                            json.path("instance").asText().replaceFirst("@\\d+$", ""),
                            json.path("labels").asText(),
                            json.path("tag").asText())
                    : new Reply.Failed(
                            status,
                            json.path("title").asText(),
                            json.path("detail").asText());
        } catch (JsonProcessingException e) {
            return new Reply.Failed(status, "no JSON", body);
        }
    }
}
