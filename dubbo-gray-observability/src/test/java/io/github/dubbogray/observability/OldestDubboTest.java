package io.github.dubbogray.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
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
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().matches(".*[/\\\\](qos|probe|metrics|trace|log)[/\\\\].*"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);

        assertThat(problemsOf(files)).isEmpty();
    }

    private String problemsOf(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "--release",
                    "17",
                    "-d",
                    out.toString(),
                    "-cp",
                    OLDEST + File.pathSeparator + others());
            boolean isDone = compiler.getTask(
                            problems, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            return isDone ? "" : problems.toString();
        }
    }

    /** The class path of this test without any Dubbo. */
    private static String others() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*[/\\\\]dubbo-3[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
