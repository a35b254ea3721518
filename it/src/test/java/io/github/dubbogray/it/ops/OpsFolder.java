package io.github.dubbogray.it.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The folder {@code ops/} of the repository. */
final class OpsFolder {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path OPS = ROOT.resolve("ops");

    private static final int TOOLS_MISSING = 3;

    private OpsFolder() {}

    /** What a run of {@code check.sh} came to. */
    record Checked(int exitCode, List<String> lines) {}

    /** Runs {@code check.sh}; without the tools, on a machine where they cannot be installed, the test is aborted. */
    static Checked check(String... arguments) {
        Checked checked = run(arguments);
        assumeTrue(checked.exitCode() != TOOLS_MISSING, () -> String.join("; ", checked.lines()));
        return checked;
    }

    /** Runs {@code check.sh}. */
    static Checked run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(OPS.resolve("check.sh").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new Checked(process.waitFor(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns the files directly in a folder whose names end so, in order. */
    static List<Path> files(String folder, String end) {
        try (Stream<Path> files = Files.list(OPS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a YAML file; a key that stands twice is an error. */
    static Map<String, Object> yaml(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
