package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.JavaProcess;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The process of a fleet in which providers live that need none for themselves: all that differs for a consumer is how soon one
 * is there.
 */
final class House {

    /** A run has one fleet, and some that tests have for themselves. */
    private static final Map<Fleet, House> HOUSES = new ConcurrentHashMap<>();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final JavaProcess process;
    private final URI address;

    private House(JavaProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Returns that of a fleet, which it starts where there is none; it ends with the fleet. */
    static House of(Fleet fleet) {
        return HOUSES.compute(fleet, (key, known) -> known != null && known.process.isAlive() ? known : start(fleet));
    }

    private static House start(Fleet fleet) {
        int port = FreePort.choose();
        JavaProcess process = fleet.launch(
                "providers-" + port,
                PackedClasses.program(ProviderHouse.class),
                Map.of(ProviderHouse.PORT, Integer.toString(port)));
        Fleet.await(process, "takes no commands", () -> isOpen(port));
        return new House(process, URI.create("http://127.0.0.1:" + port + "/"));
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the process, for who waits for what happens in it. */
    JavaProcess process() {
        return process;
    }

    /**
     * Starts a provider and returns when it serves. What it returns ends it.
     *
     * @param name that no other has
     */
    AutoCloseable start(ProviderHouse.Kind kind, String name, Map<String, String> properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty(ProviderHouse.KIND, kind.name());
        StringWriter body = new StringWriter();
        try {
            all.store(body, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a writer of strings has failed", e);
        }
        send(name, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
        return () -> end(name);
    }

    private void end(String name) {
        if (process.isAlive()) { // else it has ended with the process
            send(name, HttpRequest.newBuilder().DELETE());
        }
    }

    private void send(String name, HttpRequest.Builder command) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(command.uri(address.resolve(name)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException(name + " in " + process.name() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(process.name() + " takes no commands for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + process.name() + " was told of " + name, e);
        }
    }
}
