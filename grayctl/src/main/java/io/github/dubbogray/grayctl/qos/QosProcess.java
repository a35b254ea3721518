package io.github.dubbogray.grayctl.qos;

import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.core.text.Quoted;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process that is asked through its QoS port, by HTTP.
 *
 * @param address as host:port
 */
record QosProcess(String address) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final Pattern ADDRESS = Pattern.compile("[^:/]+:\\d{1,5}|\\[[^/]+]:\\d{1,5}");
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    QosProcess {
        if (!ADDRESS.matcher(address).matches()) {
            throw new QosFailure(address, QosFailure.Kind.NO_ADDRESS, "it must be host:port");
        }
    }

    /**
     * Returns what a command answers in JSON.
     *
     * @throws QosFailure if it does not
     */
    Map<?, ?> ask(String command, String... arguments) {
        String form = Stream.concat(Arrays.stream(arguments), Stream.of("--json"))
                .map(argument -> "a=" + URLEncoder.encode(argument, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send("/" + command + "?" + form);
        @Nullable Object value = JsonText.read(answer.body()) instanceof JsonText.Reading.Read read ? read.value() : null;
        if (answer.statusCode() == OK && value instanceof Map<?, ?> object) {
            return object;
        }
        throw new QosFailure(address, QosFailure.Kind.REFUSED, why(answer, value, command));
    }

    /** Returns the failure of one that has answered, and not what is needed. */
    QosFailure refused(String why) {
        return new QosFailure(address, QosFailure.Kind.REFUSED, why);
    }

    private static String why(HttpResponse<String> answer, @Nullable Object value, String command) {
        if (value instanceof Map<?, ?> object && object.get("error") instanceof String error) {
            return error;
        }
        return switch (answer.statusCode()) {
            case NOT_FOUND -> "it has no command " + command + ": dubbo-gray-observability is not in it, or is older";
            case FORBIDDEN, UNAUTHORIZED -> "it lets nobody ask from here; see permission in docs/qos.md";
            default ->
                "it answers " + answer.statusCode() + ", "
                        + Quoted.of(answer.body().strip());
        };
    }

    private HttpResponse<String> send(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .timeout(PATIENCE)
                    .build();
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new QosFailure(address, QosFailure.Kind.NO_ADDRESS, "it must be host:port");
        } catch (IOException e) {
            throw new QosFailure(
                    address,
                    QosFailure.Kind.UNREACHABLE,
                    e.getMessage() == null ? "there is no connection" : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QosFailure(address, QosFailure.Kind.UNREACHABLE, "interrupted");
        }
    }
}
