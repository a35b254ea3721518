package io.github.dubbogray.benchmarks.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** How a process takes commands: it says on its output at which port, and answers each line of one connection with a line. */
final class Commands {

    /** Begins the line of output that ends with the port. */
    static final String ANNOUNCED = "live: commands at port ";

    private Commands() {}

    /**
     * Answers on the calling thread, until the other side hangs up.
     *
     * @param prepared what answers, made when the other side is there: a process is not to be ready later for it
     */
    static void obey(Supplier<Answer> prepared) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(ANNOUNCED + server.getLocalPort() + ".");
            try (Socket commander = server.accept()) {
                Answer answer = prepared.get();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(commander.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(commander.getOutputStream(), true, StandardCharsets.UTF_8);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    answers.println(answer.to(line));
                }
            }
        }
    }

    /** What a process answers to a command. */
    @FunctionalInterface
    interface Answer {
        Object to(String command);
    }
}
