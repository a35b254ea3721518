package io.github.dubbogray.it.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher of grayctl in the project's folder, which the build has made a jar for.
 *
 * @param folder where it is run
 * @param environment what it finds in its environment besides that of this process
 */
public record Grayctl(Path folder, Map<String, String> environment) {

    /** Copies the variables. */
    public Grayctl {
        environment = Map.copyOf(environment);
    }

    /** What a run did. */
    public record Ran(List<String> command, int exitCode, String out, String err) {}

    /**
     * Starts a command that goes on until it is ended.
     *
     * @param out the file that has all that it says, relative to the folder; it is appended to
     */
    public Process start(String out, String... arguments) {
        ProcessBuilder builder = builder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(out).toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + builder.command(), e);
        }
    }

    private static List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "bash",
                                ProjectFolder.find()
                                        .resolve("grayctl/bin/grayctl")
                                        .toString()),
                        Arrays.stream(arguments))
                .toList();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs a command to its end. */
    public Ran run(String... arguments) {
        List<String> command = command(arguments);
        try {
            Path out = Files.createTempFile("grayctl", ".out"); // a pipe that nobody empties would stop it
            Path err = Files.createTempFile("grayctl", ".err");
            try {
                return run(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Ran run(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        int exitCode = builder.start().waitFor();
        return new Ran(
                command,
                exitCode,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
