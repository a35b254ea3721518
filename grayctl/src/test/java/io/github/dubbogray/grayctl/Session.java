package io.github.dubbogray.grayctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** A folder in which commands are run, in this process. */
public final class Session {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private CommandLine.Help.Ansi ansi = CommandLine.Help.Ansi.OFF;
    private Map<String, String> environment = Map.of();
    private boolean isInteractive;
    private int columns = Surroundings.UNBOUNDED;

    public Session(Path folder) {
        this.folder = folder;
    }

    /** What a command did. */
    public record Result(int exitCode, String out, String err) {

        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    /** Returns this session on a terminal that shows colours. */
    Session withColours() {
        ansi = CommandLine.Help.Ansi.ON;
        return this;
    }

    /** Returns this session with a person at it. */
    Session withPerson() {
        isInteractive = true;
        return this;
    }

    /** Returns this session on a terminal that is so wide. */
    Session onColumns(int width) {
        columns = width;
        return this;
    }

    /** Returns this session with these variables. */
    Session in(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Writes a file, its lines ended. */
    public Session file(String name, String... lines) {
        return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Session file(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Result run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs a command with a text on standard input. */
    public Result runWith(String standardInput, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = run(standardInput, out, err, arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** Runs a command with both outputs in one, as a person sees them. */
    Result screen(String standardInput, String... arguments) {
        StringWriter screen = new StringWriter();
        int exitCode = run(standardInput, screen, screen, arguments);
        return new Result(exitCode, screen.toString(), "");
    }

    /** Runs a command that reads from a stream. */
    Result runReading(InputStream standardInput, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = run(standardInput, out, err, arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    private int run(String standardInput, StringWriter out, StringWriter err, String... arguments) {
        return run(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)), out, err, arguments);
    }

    private int run(InputStream standardInput, StringWriter out, StringWriter err, String... arguments) {
        Inputs inputs = new Inputs(folder, standardInput);
        return Grayctl.commandLine(new Surroundings(inputs, environment, Clock.systemUTC(), isInteractive, columns))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .execute(arguments);
    }
}
