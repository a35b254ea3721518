package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Somebody with grayctl and the address of the Nacos. */
record Operator(String server) {

    /** Returns the lines that a person types, without the address. */
    static String typed(String... arguments) {
        return "grayctl " + String.join(" ", arguments);
    }

    /** Returns a whole line for a shell in the project's folder. */
    String line(String... arguments) {
        return "grayctl/bin/grayctl " + String.join(" ", arguments) + " --server " + server + " --application "
                + Fleet.APPLICATION;
    }

    /** Runs a command to its end and returns what it said; throws if it did not end well. */
    String run(String... arguments) {
        Path launcher = ProjectFolder.find().resolve("grayctl/bin/grayctl");
        List<String> command = Stream.of(
                        Stream.of("bash", launcher.toString()),
                        Arrays.stream(arguments),
                        Stream.of("--server", server, "--application", Fleet.APPLICATION, "--yes"))
                .flatMap(words -> words)
                .toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(command + " ended with " + exitCode + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
