package io.github.dubbogray.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process with OpenTelemetry's Java agent, and of OpenTelemetry the API alone on its class path. */
@DisplayName("Spans of OpenTelemetry's agent have our attributes")
class AgentSpansTest {

    private static final Path AGENT = Path.of("target/besides/opentelemetry-javaagent.jar");
    private static final long LIMIT_SECONDS = 180;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    void spansOfBothSides_haveTheAttributes(String protocol) throws Exception {
        assertThat(AGENT).exists();

        List<String> spans = spansOfCalls(protocol);

        assertThat(spans)
                .anySatisfy(span -> assertThat(span)
                        .contains(
                                " CLIENT ",
                                "gray.tag=canary",
                                "gray.lane=canary",
                                "gray.rule=qa",
                                "gray.outcome=placed"))
                .anySatisfy(span -> assertThat(span)
                        .contains(" CLIENT ", "gray.tag=absent", "gray.lane=stable", "gray.outcome=fell_back"))
                .anySatisfy(span -> assertThat(span).contains(" SERVER ", "gray.tag=canary"));
    }

    private List<String> spansOfCalls(String protocol) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-javaagent:" + AGENT.toAbsolutePath(),
                        "-Dotel.traces.exporter=logging",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        classPathWithTheApiAlone(),
                        AgentCalls.class.getName(),
                        protocol)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .describedAs("ended within %s s", LIMIT_SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(process.exitValue()).describedAs("%s", lines).isZero();
        return lines.stream()
                .filter(line -> line.contains("LoggingSpanExporter"))
                .toList();
    }

    private static String classPathWithTheApiAlone() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        !entry.matches(".*[/\\\\](opentelemetry-(sdk|exporter)|micrometer-tracing)[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
