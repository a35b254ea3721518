package io.github.dubbogray.nacos.embedded;

import io.github.dubbogray.nacos.NacosAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a starting server can be used: server and console say they are ready, and the gRPC port is open. */
final class Readiness {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 500;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final NacosPorts ports;
    private final NacosAdmin server;

    Readiness(NacosPorts ports) {
        this.ports = ports;
        this.server = NacosAdmin.of("127.0.0.1:" + ports.main());
    }

    boolean isReached() {
        return server.isReady() && isConsoleReady() && listens(ports.main() + 1_000);
    }

    private boolean isConsoleReady() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.console() + "/v3/console/health/readiness"))
                .timeout(TIMEOUT)
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
