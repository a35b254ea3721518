package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@link PatientProvider} in another process.
 *
 * @param name its answers carry it
 * @param labels what it says it is
 * @param port where it serves
 * @param control where it takes commands
 */
public record Patient(String name, String labels, int port, int control) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Returns one that is still to be started, in good health. */
    static Patient of(String name, String labels) {
        return new Patient(name, labels, FreePort.choose(), FreePort.choose());
    }

    /** Starts it and returns when it is registered. */
    Lab.Instance startIn(Lab lab) {
        Map<String, String> properties = new HashMap<>(Lab.STEADY);
        properties.put(PatientProvider.CONTROL, Integer.toString(control));
        return lab.patient(this, properties);
    }

    /** Makes it sick, or well, and returns when it is so. */
    public void become(Ailment ailment) {
        HttpRequest command = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control))
                .PUT(HttpRequest.BodyPublishers.ofString(ailment.text()))
                .build();
        try {
            HttpResponse<Void> done = CLIENT.send(command, HttpResponse.BodyHandlers.discarding());
            if (done.statusCode() != 204) {
                throw new IllegalStateException(name + " did not become " + ailment + ": " + done.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " takes no commands", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " became " + ailment, e);
        }
    }

    /** Returns {@code host:port} as callers see it. */
    public String address() {
        return "127.0.0.1:" + port;
    }
}
