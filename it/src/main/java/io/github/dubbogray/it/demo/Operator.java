package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Grayctl;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Somebody with grayctl and the address of the Nacos.
 *
 * @param application whose documents it is about
 */
record Operator(String server, String application) {

    /** Returns the lines that a person types, without the address. */
    static String typed(String... arguments) {
        return "grayctl " + String.join(" ", arguments);
    }

    /** Returns a whole line for a shell in the project's folder. */
    String line(String... arguments) {
        return "grayctl/bin/grayctl " + String.join(" ", arguments) + " --server " + server + " --application "
                + application;
    }

    /**
     * Starts a command that goes on.
     *
     * @param folder where it runs
     * @param out the file there that has what it says
     */
    Process start(Path folder, String out, String... arguments) {
        return new Grayctl(folder, Map.of())
                .start(
                        out,
                        Stream.concat(
                                        Arrays.stream(arguments),
                                        Stream.of("--server", server, "--application", application))
                                .toArray(String[]::new));
    }

    /** Runs a command to its end and returns what it said; throws if it did not end well. */
    String run(String... arguments) {
        String[] all = Stream.concat(
                        Arrays.stream(arguments), Stream.of("--server", server, "--application", application, "--yes"))
                .toArray(String[]::new);
        Grayctl.Ran ran = new Grayctl(Path.of("").toAbsolutePath(), Map.of()).run(all);
        if (ran.exitCode() != 0) {
            throw new IllegalStateException(
                    ran.command() + " ended with " + ran.exitCode() + ": " + ran.out() + ran.err());
        }
        return ran.out() + ran.err();
    }
}
