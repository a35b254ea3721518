package io.github.dubbogray.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario of {@code docs/simulation}; {@code -Ddubbo.gray.regenerate=true} rewrites the reports first. */
@DisplayName("R2, R4, I4, P1, P3, P4, H2, H4, D2: every scenario still has its committed report")
class CommittedReportsTest {

    private static final Path FOLDER = Path.of("..", "docs", "simulation");

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_hasItsCommittedReport(String name) throws IOException {
        Path report = FOLDER.resolve(name.replace(".yaml", ".md"));
        String fresh = run(text(FOLDER.resolve(name)));
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(report, fresh);
        }

        assertThat(fresh).isEqualTo(text(report));
    }

    static List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String run(String text) {
        ScenarioReading reading = ScenarioReader.read(
                text,
                path -> Optional.of(FOLDER.resolve(path)).filter(Files::exists).map(CommittedReportsTest::text));
        assertThat(reading).isInstanceOf(ScenarioReading.Accepted.class);
        return ((ScenarioReading.Accepted) reading).scenario().run().toMarkdown();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
