package io.github.dubbogray.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.Recompiled;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This module against the oldest Dubbo that it is for, whose jar the build has put beside the filters. */
@DisplayName("All of it compiles against the oldest supported Dubbo")
class OldestDubboTest {

    private static final Path OLDEST = Path.of("../dubbo-gray-filter/target/oldest-dubbo/dubbo.jar");
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path out;

    @Test
    void sources_compile() throws IOException {
        assertThat(OLDEST).exists();
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(files).hasSizeGreaterThan(20);

        assertThat(problemsOf(files)).isEmpty();
    }

    private String problemsOf(List<Path> files) throws IOException {
        String others = Recompiled.classPathWithoutDubbo().collect(Collectors.joining(File.pathSeparator));
        return Recompiled.problemsOf(files, OLDEST + File.pathSeparator + others, out);
    }
}
