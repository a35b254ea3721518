package io.github.dubbogray.it.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Somebody who takes alerts by HTTP on a port. */
public final class AlertInbox implements AutoCloseable {

    private final HttpServer server;
    private final Queue<String> alerts = new ConcurrentLinkedQueue<>();

    private AlertInbox(HttpServer server) {
        this.server = server;
    }

    /** Begins to take them. */
    public static AlertInbox on(int port) {
        try {
            AlertInbox inbox =
                    new AlertInbox(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            inbox.server.createContext("/", inbox::take);
            inbox.server.start();
            return inbox;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + port, e);
        }
    }

    /** Returns the bodies of those that came. */
    public List<String> alerts() {
        return List.copyOf(alerts);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            alerts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
