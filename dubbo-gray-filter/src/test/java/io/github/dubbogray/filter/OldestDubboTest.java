package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped modules against the oldest Dubbo that they are for, whose jar the build has put into {@code target}: the
 * sources of router and filter are compiled once more.
 */
@DisplayName("The shipped modules compile against the oldest supported Dubbo")
class OldestDubboTest {

    private static final String OLDEST =
            "target/oldest-dubbo/dubbo.jar" + File.pathSeparator + "target/oldest-dubbo/nacos-client.jar";

    /** What uses parts that only newer releases have. Each is loaded only where those are there. */
    private static final Set<String> OPTIONAL = new TreeSet<>(Set.of(
            "io/github/dubbogray/filter/call/TripleHeaders.java",
            "io/github/dubbogray/filter/rest/RestCall.java",
            "io/github/dubbogray/filter/rest/RestRequest.java",
            "io/github/dubbogray/router/registry/UncachedLists.java"));

    private static final List<Path> SOURCES =
            List.of(Path.of("../dubbo-gray-router/src/main/java"), Path.of("src/main/java"));

    @TempDir
    private Path out;

    private List<Path> sources;

    @BeforeEach
    void list() throws IOException {
        sources = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
    }

    @Test
    void allButTheOptional_compile() throws IOException {
        keepOptionalClasses();
        List<Path> required = sources.stream().filter(file -> !isOptional(file)).toList();

        assertThat(required).hasSizeGreaterThan(100);
        assertThat(problemsOf(required, OLDEST + File.pathSeparator + out)).isEmpty();
    }

    @Test
    @DisplayName("what is optional does not, else it would need no class of its own")
    void theOptional_doNot() throws IOException {
        List<Path> optional =
                sources.stream().filter(OldestDubboTest::isOptional).toList();

        assertThat(optional.stream().map(OldestDubboTest::nameOf)).containsExactlyInAnyOrderElementsOf(OPTIONAL);
        for (Path file : optional) {
            assertThat(problemsOf(List.of(file), OLDEST + File.pathSeparator + ourClasses()))
                    .as(nameOf(file))
                    .isNotEmpty();
        }
    }

    /** The others name them, so they are there as the build compiled them. */
    private void keepOptionalClasses() throws IOException {
        for (String name : OPTIONAL) {
            String type = name.substring(0, name.length() - ".java".length());
            for (Path folder : List.of(Path.of("../dubbo-gray-router/target/classes"), Path.of("target/classes"))) {
                Path compiled = folder.resolve(type + ".class");
                if (Files.exists(compiled)) {
                    Path copy = out.resolve(type + ".class");
                    Files.createDirectories(copy.getParent());
                    Files.copy(compiled, copy);
                }
            }
        }
    }

    private String problemsOf(List<Path> files, String firstOnClassPath) throws IOException {
        return Recompiled.problemsOf(files, firstOnClassPath + File.pathSeparator + others(), out);
    }

    /** The class path of this test without any Dubbo and without the modules that are compiled. */
    private static String others() {
        return Recompiled.classPathWithoutDubbo()
                .filter(entry -> !ourClasses().contains(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Router and filter as they are on the class path of this test. */
    private static String ourClasses() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*dubbo-gray-(router|filter).*"))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOptional(Path file) {
        return OPTIONAL.contains(nameOf(file));
    }

    private static String nameOf(Path file) {
        return SOURCES.stream()
                .filter(file::startsWith)
                .map(folder -> folder.relativize(file).toString().replace('\\', '/'))
                .findFirst()
                .orElseThrow();
    }
}
