package io.github.dubbogray.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every jar that a shipped module brings along is the one that was checked in by its SHA-256, wherever it was fetched from;
 * {@code -Ddubbo.gray.regenerate=true} writes the file anew, for whoever changes a dependency. Its form is that of
 * {@code sha256sum}.
 */
class ChecksumsTest {

    private static final Path CHECKSUMS = Path.of("..", "checksums.sha256");

    /** Written by the build: what the modules have at run time. */
    private static final Path CLASS_PATH = Path.of("target", "runtime.classpath");

    @Test
    void jarAtRunTime_isTheOneThatIsCheckedIn() throws IOException {
        Map<String, String> found = jars().collect(Collectors.toMap(
                jar -> jar.getFileName().toString(), ChecksumsTest::sha256Of, (a, b) -> a, TreeMap::new));
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(
                    CHECKSUMS,
                    found.entrySet().stream()
                            .map(jar -> jar.getValue() + "  " + jar.getKey() + "\n")
                            .collect(Collectors.joining()));
        }

        assertThat(found).isEqualTo(checkedIn()).hasSizeGreaterThan(5);
    }

    /** Those of this build have no checksum yet: they are made of what is in the repository. */
    private static Stream<Path> jars() throws IOException {
        return Stream.of(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.toString().endsWith(".jar"))
                .filter(jar ->
                        !jar.getFileName().toString().matches("(dubbo-gray-.+|grayctl.*|nacos-embedded.*)\\.jar"));
    }

    private static Map<String, String> checkedIn() throws IOException {
        return Files.readAllLines(CHECKSUMS).stream()
                .map(line -> line.split("  ", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0]));
    }

    private static String sha256Of(Path jar) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
