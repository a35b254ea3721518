package io.github.dubbogray.nacos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The folder of one server: configuration, data, logs and temporary files, all of it. */
record NacosHome(Path path, Lifetime lifetime) {
    /** Whether the folder goes away with the server. */
    enum Lifetime {
        TEMPORARY,
        KEPT
    }

    /** Makes the folder if needed and puts the server's configuration into it. */
    static NacosHome prepare(NacosOptions options) {
        try {
            Path wanted = options.home();
            NacosHome home = wanted == null
                    ? new NacosHome(Files.createTempDirectory("nacos-embedded-"), Lifetime.TEMPORARY)
                    : new NacosHome(wanted.toAbsolutePath(), Lifetime.KEPT);
            for (Path folder : List.of(home.configuration(), home.logs(), home.temporary())) {
                Files.createDirectories(folder);
            }
            home.writeConfiguration();
            return home;
        } catch (IOException failure) {
            throw new UncheckedIOException("no home for Nacos", failure);
        }
    }

    Path configuration() {
        return path.resolve("conf");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    /** What the server's process prints. */
    Path output() {
        return logs().resolve("nacos-embedded.out");
    }

    /** The end of what the process printed, or a note that there is nothing. */
    String lastOutput(int lines) {
        try {
            // Not readAllLines: what a foreign process prints need not be UTF-8.
            List<String> all =
                    new String(Files.readAllBytes(output()), UTF_8).lines().toList();
            return String.join(System.lineSeparator(), all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException failure) {
            return "(no output: " + failure + ")";
        }
    }

    /** Removes a temporary folder; leaves any other alone. */
    void release() {
        if (lifetime == Lifetime.KEPT) {
            return;
        }
        remove(path);
    }

    /** Removes what the server knows of users, configurations and services; it must not run. */
    void removeData() {
        remove(path.resolve("data"));
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // Somebody else cleaned up, which is what was wanted.
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException("folder of Nacos stays behind: " + folder, failure);
        }
    }

    private void writeConfiguration() throws IOException {
        String name = "application.properties";
        try (InputStream template = Objects.requireNonNull(NacosHome.class.getResourceAsStream(name), name)) {
            Files.copy(template, configuration().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
