package io.github.dubbogray.nacos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/**
 * Requests and answers of Nacos's version 3 HTTP API: parameters go out, the answer's {@code data} comes back. A node that
 * cannot be connected is passed over, and one that does not answer a question too; where none answers, all are asked again, up to
 * three times with growing waits. A change that was sent is never sent again, as nobody knows whether it was made. Safe for use
 * by several threads.
 */
final class NacosApi {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int RESOURCE_CONFLICT = 20005;
    private static final Pattern CODED = Pattern.compile("Code: \\d+, Message: (.*[!?])\\.");
    private static final String CONSOLE = "/v3/console/health/readiness";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    private final NacosServers servers;
    private final Clock clock;
    private final AccessToken token;

    /** The node that answered last. */
    private volatile int first;

    /** Whether it has answered as a server does, once. */
    private volatile boolean isServer;

    /**
     * How a request is sent.
     *
     * @param isRepeatable whether it may be sent to another node when one did not answer
     */
    private record Call(String method, String path, Parameters parameters, boolean isRepeatable) {

        Call(String method, String path, Parameters parameters) {
            this(method, path, parameters, method.equals("GET"));
        }

        HttpRequest to(URI node) {
            boolean isForm = method.equals("POST") || method.equals("PUT");
            String parameterText = parameters.encoded();
            String query = isForm || parameterText.isEmpty() ? "" : "?" + parameterText;
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path + query))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString(isForm ? parameterText : ""));
            parameters.headers().forEach(request::header);
            return request.build();
        }

        String line(URI node) {
            return method + " " + node.getPath() + path;
        }
    }

    NacosApi(NacosServers servers) {
        this(servers, Clock.systemUTC());
    }

    NacosApi(NacosServers servers, Clock clock) {
        this.servers = servers;
        this.clock = clock;
        this.token = new AccessToken(servers.credentials());
    }

    NacosServers servers() {
        return servers;
    }

    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not writable as JSON: " + value, impossible);
        }
    }

    JsonNode get(String path, Parameters parameters) {
        return call(new Call("GET", path, parameters));
    }

    JsonNode delete(String path, Parameters parameters) {
        return call(new Call("DELETE", path, parameters));
    }

    JsonNode post(String path, Parameters parameters) {
        return call(new Call("POST", path, parameters));
    }

    JsonNode put(String path, Parameters parameters) {
        return call(new Call("PUT", path, parameters));
    }

    private JsonNode call(Call call) {
        try {
            JsonNode answer = identified(call);
            isServer = true;
            return answer;
        } catch (NacosRequestException failure) {
            boolean mayBeConsole = failure.kind() == NacosRequestException.Kind.DENIED
                    || failure.kind() == NacosRequestException.Kind.REFUSED;
            URI node = servers.nodes().get(first);
            if (mayBeConsole && !isServer && isConsole(node)) {
                throw NacosRequestException.console(node);
            }
            throw failure;
        }
    }

    /** What a console says of requests that it does not know looks like a wrong password, so it is asked what it knows. */
    private static boolean isConsole(URI node) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(CONSOLE))
                .timeout(CONNECT_TIMEOUT)
                .build();
        try {
            HttpResponse<String> answer = sent(request);
            return answer.statusCode() == 200
                    && JSON.readTree(answer.body()).path("code").asInt(-1) == 0;
        } catch (IOException noConsole) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonNode identified(Call call) {
        if (servers.credentials() instanceof Credentials.AccessKey key) {
            return authorized(call, RequestSignature.of(key, call.path(), call.parameters(), clock.millis()));
        }
        Map<String, String> headers = token.headers(this::logIn);
        try {
            return authorized(call, headers);
        } catch (NacosRequestException failure) {
            if (failure.kind() != NacosRequestException.Kind.DENIED || !token.mayBeOver(headers)) {
                throw failure;
            }
            return authorized(call, token.headers(this::logIn));
        }
    }

    private JsonNode authorized(Call call, Map<String, String> headers) {
        Parameters parameters = call.parameters();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            parameters = parameters.andHeader(header.getKey(), header.getValue());
        }
        try {
            return send(new Call(call.method(), call.path(), parameters, call.isRepeatable()));
        } catch (NacosRequestException failure) {
            throw failure.kind() == NacosRequestException.Kind.DENIED
                    ? failure.as(failure.kind(), failure.detail() + " (asked " + servers.credentials() + ")")
                    : failure;
        }
    }

    /** Nacos answers a wrong password in several ways, with an error of its own among them. */
    private JsonNode logIn(Credentials.Account account) {
        try {
            return send(new Call(
                    "POST",
                    "/v3/auth/user/login",
                    Parameters.none().and("username", account.user()).and("password", account.password()),
                    true));
        } catch (NacosRequestException failure) {
            throw failure.kind() == NacosRequestException.Kind.UNREACHABLE
                    ? failure
                    : failure.as(
                            NacosRequestException.Kind.DENIED,
                            "the account " + account.user() + " is unknown, or its password is wrong");
        }
    }

    /** Asks all nodes, and all of them again a little later, until one answers or the next could do harm. */
    private JsonNode send(Call call) {
        long begin = System.nanoTime();
        for (int made = 1; ; made++) {
            try {
                return sendOnce(call);
            } catch (Unanswered failure) {
                if (!failure.mayBeSentAgain
                        || !Backoff.DEFAULT.goesOn(made, Duration.ofNanos(System.nanoTime() - begin))) {
                    throw failure.told;
                }
                pause(Backoff.DEFAULT.after(made, ThreadLocalRandom.current()), failure.told);
            }
        }
    }

    private static void pause(Duration wait, NacosRequestException instead) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw instead;
        }
    }

    /** No node answered. */
    private static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1;

        private final NacosRequestException told;
        private final boolean mayBeSentAgain;

        private Unanswered(NacosRequestException told, boolean mayBeSentAgain) {
            super(told);
            this.told = told;
            this.mayBeSentAgain = mayBeSentAgain;
        }
    }

    private JsonNode sendOnce(Call call) throws Unanswered {
        List<URI> nodes = servers.nodes();
        int begin = first;
        List<NacosRequestException> silent = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int node = (begin + i) % nodes.size();
            URI uri = nodes.get(node);
            try {
                HttpResponse<String> response = sent(call.to(uri));
                if (isAnswer(response)) {
                    first = node;
                    return dataOf(call.line(uri), response);
                }
                silent.add(NacosRequestException.unavailable(call.line(uri), response.statusCode(), response.body()));
                if (!call.isRepeatable()) {
                    throw new Unanswered(silent.get(silent.size() - 1), false);
                }
            } catch (IOException failure) {
                NacosRequestException unanswered =
                        NacosRequestException.unanswered(call.line(uri), uri.getAuthority(), failure);
                silent.add(unanswered);
                if (!call.isRepeatable() && !isUnsent(failure)) {
                    throw new Unanswered(unanswered, false);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw NacosRequestException.unanswered(call.line(uri), uri.getAuthority(), interrupted);
            }
        }
        NacosRequestException last = silent.remove(silent.size() - 1);
        silent.forEach(last::addSuppressed);
        throw new Unanswered(last, true);
    }

    /** Returns what an answer that says no says: its {@code data} if that is a text, else its {@code message}. */
    static String saidIn(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            JsonNode data = answer.path("data");
            JsonNode said = data.isTextual() && !data.asText().isBlank() ? data : answer.path("message");
            return said.isTextual() ? inWords(said.asText().strip()) : body.strip();
        } catch (JsonProcessingException notNacos) {
            return body.strip();
        }
    }

    /** Nacos puts its own code before some sentences, and a dot behind their mark. */
    private static String inWords(String said) {
        Matcher coded = CODED.matcher(said);
        return coded.matches() ? coded.group(1) : said;
    }

    /** The time-out of a request ends with the head of the answer; a body may never end. */
    private static HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = CLIENT.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** A proxy without a server behind it, or a server that starts, says something, but not what was asked. */
    private static boolean isAnswer(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 502, 503, 504 -> false;
            default -> true;
        };
    }

    private static boolean isUnsent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    private JsonNode dataOf(String line, HttpResponse<String> response) {
        try {
            return data(line, response);
        } catch (NacosRequestException failure) {
            if (failure.kind() != NacosRequestException.Kind.DENIED
                    || !(servers.credentials() instanceof Credentials.AccessKey)) {
                throw failure;
            }
            throw RequestSignature.clockIn(response.headers().firstValue("Date"), clock.millis())
                    .map(off -> failure.as(failure.kind(), failure.detail() + "; " + off))
                    .orElse(failure);
        }
    }

    private static JsonNode data(String line, HttpResponse<String> response) {
        int status = response.statusCode();
        String body = response.body();
        try {
            JsonNode answer = JSON.readTree(body);
            int code = answer.path("code").asInt(status == 200 && !answer.has("code") ? 0 : -1);
            if (code == RESOURCE_CONFLICT) {
                throw NacosRequestException.refused(NacosRequestException.Kind.CONFLICT, line, status, body);
            }
            if (status == 404 && !answer.path("code").isNumber()) { // of whoever stands there, not of Nacos
                throw NacosRequestException.refused(NacosRequestException.Kind.REFUSED, line, status, body);
            }
            if (status != 200 || code != 0 || !answer.isObject()) {
                throw NacosRequestException.refused(line, status, body);
            }
            return answer.has("data") ? answer.path("data") : answer;
        } catch (JsonProcessingException notNacos) {
            throw NacosRequestException.refused(
                    status == 401 || status == 403
                            ? NacosRequestException.Kind.DENIED
                            : NacosRequestException.Kind.REFUSED,
                    line,
                    status,
                    body);
        }
    }
}
