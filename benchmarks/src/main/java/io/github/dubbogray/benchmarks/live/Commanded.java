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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running process that takes {@link Commands}. */
final class Commanded implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile(Pattern.quote(Commands.ANNOUNCED) + "(\\d+)\\.");

    private final JavaProcess process;
    private final Socket connection;
    private final BufferedReader answers;
    private final PrintWriter commands;

    /** Waits until the process takes commands and connects to it. */
    Commanded(JavaProcess process) {
        this.process = process;
        Fleet.await(process, "takes no commands", () -> portOf(process).find());
        Matcher port = portOf(process);
        if (!port.find()) {
            throw new IllegalStateException(process.name() + " has lost its output");
        }
        try {
            connection = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
            answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            commands = new PrintWriter(connection.getOutputStream(), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(process.name() + " cannot be told what to do", e);
        }
    }

    /** Gives a command and returns the answer. */
    String tell(String command) {
        commands.println(command);
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(process.name() + " has ended within a command");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(process.name() + " does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static Matcher portOf(JavaProcess process) {
        return PORT.matcher(process.output());
    }
}
