package io.github.dubbogray.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.Recompiled;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This module against the oldest Micrometer that it is for, whose jars the build has put beside it. */
@DisplayName("All of it compiles against the oldest supported Micrometer")
class OldestMicrometerTest {

    private static final List<Path> OLDEST = Stream.of("core", "observation", "commons")
            .map(part -> Path.of("target", "besides", "micrometer-" + part + ".jar"))
            .toList();
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path out;

    @Test
    void sources_compile() throws IOException {
        assertThat(OLDEST).allSatisfy(jar -> assertThat(jar).exists());
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(files).hasSizeGreaterThan(20);

        assertThat(problemsOf(files)).isEmpty();
    }

    private String problemsOf(List<Path> files) throws IOException {
        Stream<String> others = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*[/\\\\]micrometer-(core|observation|commons)-[^/\\\\]*\\.jar"));
        String classPath = Stream.concat(OLDEST.stream().map(Path::toString), others)
                .collect(Collectors.joining(File.pathSeparator));
        return Recompiled.problemsOf(files, classPath, out);
    }
}
