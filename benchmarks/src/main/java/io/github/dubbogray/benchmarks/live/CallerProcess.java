package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A running {@link Caller}. */
final class CallerProcess implements AutoCloseable {

    private final Socket control;
    private final BufferedReader answers;
    private final PrintWriter commands;

    /** Waits for the process's first answer and connects to it. */
    CallerProcess(JavaProcess process, int port) {
        Fleet.await(process, "has no answer", () -> process.output().contains("live: first answer"));
        try {
            control = new Socket(InetAddress.getLoopbackAddress(), port);
            answers = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
            commands = new PrintWriter(control.getOutputStream(), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(process.name() + " cannot be told what to do", e);
        }
    }

    /** Has it call for a while and returns what that took. */
    Round round(int threads, long millis) {
        commands.println(threads + " " + millis);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("a caller has ended within a round");
            }
            return Round.read(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("a caller does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
