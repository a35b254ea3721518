package io.github.dubbogray.filter.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server on a free port of loopback; answers which tags a request had, and its method and body. The first
 * requests to {@code /fails} are refused as often as it was told.
 */
final class TagServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a body costs a delayed acknowledgement, 40 ms
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger failures = new AtomicInteger();
    private final HttpServer server;

    TagServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    URI uriThatFails(int times) {
        failures.set(times);
        return uri().resolve("/fails");
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean fails = exchange.getRequestURI().getPath().equals("/fails") && failures.getAndDecrement() > 0;
            List<String> tags = exchange.getRequestHeaders().getOrDefault("x-gray-tag", List.of());
            byte[] answer = (tags + exchange.getRequestMethod() + new String(body, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fails ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
