package io.github.dubbogray.it.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.entry.EntryRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link HopService} by HTTP: the JDK's server, whose requests enter by a few lines of the application's own. */
public final class HopEntry {

    private static final int THREADS = 4;

    private HopEntry() {}

    /** Serves on loopback until it is closed. */
    static AutoCloseable open(int port, GrayEntry entry, HopService service) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange;
                        GrayEntry.Scope scope = entry.enter(new Entering(exchange))) {
                    serve(exchange, service);
                }
            });
            server.start();
            return () -> {
                server.stop(0);
                threads.shutdown();
            };
        } catch (IOException e) {
            threads.shutdown();
            throw new UncheckedIOException("no HTTP entry on port " + port, e);
        }
    }

    private static void serve(HttpExchange exchange, HopService service) throws IOException {
        List<Hop> hops = service.visit(stepsOf(exchange.getRequestURI().getPath()));
        byte[] body = hops.stream()
                .map(hop -> hop.instance() + " " + hop.tag())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Asks the entry on a port, with headers, to go on by these steps. */
    public static List<Hop> get(HttpClient client, int port, Map<String, String> headers, List<String> steps) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + String.join("/", steps)));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .map(parts -> new Hop(parts[0], parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from port " + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for port " + port, e);
        }
    }

    private static List<String> stepsOf(String path) {
        return Arrays.stream(path.split("/", -1))
                .flatMap(step -> step.isEmpty() ? Stream.empty() : Stream.of(step))
                .toList();
    }

    /** What the library asks of a request. */
    private record Entering(HttpExchange exchange) implements EntryRequest {

        @Override
        public List<String> headers(String name) {
            return exchange.getRequestHeaders().getOrDefault(name, List.of());
        }

        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String path() {
            return exchange.getRequestURI().getPath();
        }

        @Override
        public String remoteAddress() {
            return exchange.getRemoteAddress().getAddress().getHostAddress();
        }
    }
}
