package io.github.dubbogray.nacos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests and answers of Nacos's version 3 HTTP API: parameters go out, the answer's {@code data} comes back. */
final class NacosApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final String address;

    NacosApi(String address) {
        this.address = address;
    }

    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not writable as JSON: " + value, impossible);
        }
    }

    JsonNode get(String path, Parameters parameters) {
        return send("GET", path, "?" + parameters.encoded(), "");
    }

    JsonNode delete(String path, Parameters parameters) {
        return send("DELETE", path, "?" + parameters.encoded(), "");
    }

    JsonNode post(String path, Parameters parameters) {
        return send("POST", path, "", parameters.encoded());
    }

    JsonNode put(String path, Parameters parameters) {
        return send("PUT", path, "", parameters.encoded());
    }

    private JsonNode send(String method, String path, String query, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path + query))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build();
        String line = method + " " + path;
        try {
            return data(line, CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw NacosRequestException.unanswered(line, address, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw NacosRequestException.unanswered(line, address, interrupted);
        }
    }

    private static JsonNode data(String line, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw NacosRequestException.refused(line, response.statusCode(), response.body());
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (answer.path("code").asInt(-1) != 0) {
                throw NacosRequestException.refused(line, response.statusCode(), response.body());
            }
            return answer.path("data");
        } catch (JsonProcessingException notNacos) {
            throw NacosRequestException.refused(line, response.statusCode(), response.body());
        }
    }
}
