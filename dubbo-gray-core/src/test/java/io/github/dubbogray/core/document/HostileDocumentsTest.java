package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.File;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A writer of a document is not trusted with the process: whatever a text of 1 MB says, it is read, compiled, asked and
 * placed, or refused, with bounded work and memory. All texts are used in a process that has 64 MB in all, text and classes
 * included. Work is held by what is allocated, which is the same on every machine, and time only against growing without
 * bound.
 */
class HostileDocumentsTest {

    private static final int MAX_ALLOCATED_MEGABYTES = 2_048;
    private static final int UNBOUNDED_MILLIS = 40_000;
    private static final Duration UNBOUNDED = Duration.ofMinutes(5);

    private static String output = "";

    /** What became of one kind of document. */
    private record Use(int cpuMillis, int allocatedMegabytes, String outcome) {

        static Use of(HostileDocuments kind) {
            String[] line = output.lines()
                    .filter(each -> each.startsWith(kind + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the process has not come to " + kind + ":\n" + output))
                    .split(" ", 4);
            return new Use(Integer.parseInt(line[1]), Integer.parseInt(line[2]), line[3]);
        }
    }

    @BeforeAll
    static void useAllWith64Megabytes() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        HostileUse.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            output = assertTimeoutPreemptively(
                    UNBOUNDED, () -> new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()));
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "{0}, seed 1")
    @EnumSource
    void hostileDocument_takesBoundedWork(HostileDocuments kind) {
        Use use = Use.of(kind);

        System.out.printf("%-30s %s%n", kind, use);
        assertThat(use.allocatedMegabytes()).isLessThan(MAX_ALLOCATED_MEGABYTES);
        assertThat(use.cpuMillis()).isLessThan(UNBOUNDED_MILLIS);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RANGES_IN_RANGES",
                "PREFIXES_OF_PREFIXES",
                "LONG_PREFIXES_OF_PREFIXES",
                "SUFFIXES",
                "VALUES_OF_MANY_RULES",
                "LISTS_BEHIND_MANY_RULES"
            })
    @DisplayName("what the index of rules is made for by force is accepted, or nothing would be shown of it")
    void rulesThatOverlap_areAccepted(HostileDocuments kind) {
        assertThat(Use.of(kind).outcome()).startsWith("accepted");
    }

    /** Without the libraries of the tests. */
    private static String classPath() {
        return Stream.of(
                        HostileUse.class,
                        DocumentReader.class,
                        org.yaml.snakeyaml.Yaml.class,
                        com.google.re2j.Pattern.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
