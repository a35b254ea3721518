package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus {@code src/test/resources/broken-switches}: every {@code .yaml} is refused with the lines of its {@code
 * .expected}, no more and no less. {@code -Ddubbo.gray.regenerate=true} writes those anew, to be read before a commit.
 */
@DisplayName("D1: a refused text of switches reports all of its problems, with line and column")
class BrokenSwitchesTest {

    private static final Path CORPUS = Documents.resource("broken-switches");

    /** Of the right shape, and refused for what it says. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "default-no-variant",
            "integer-too-large",
            "number-too-large",
            "other-application",
            "rule-id-twice",
            "shares-sum",
            "to-no-variant",
            "to-of-other-type",
            "value-twice-in-split",
            "when-bad-regex");

    /** Refused for its YAML, which Jackson lets pass: it reads {@code yes} as true, and the last of two keys. */
    private static final Set<String> BEYOND_JACKSON =
            Set.of("anchor", "boolean-default-bad", "enabled-bad", "switch-twice");

    static Stream<String> names() {
        return Documents.files(CORPUS).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void brokenSwitches_haveExactlyTheirProblemsInTextOrder(String name) throws IOException {
        List<String> problems = problems(Documents.text(CORPUS.resolve(name + ".yaml")));
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.write(Path.of("src/test/resources/broken-switches", name + ".expected"), problems);
        }

        assertThat(problems)
                .containsExactlyElementsOf(Documents.text(CORPUS.resolve(name + ".expected"))
                        .lines()
                        .toList())
                .isNotEmpty();
    }

    @Test
    void corpus_isPairsOfFiles() {
        assertThat(Documents.files(CORPUS)).hasSize(2 * (int) names().count());
        assertThat(names()).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void brokenShape_isRefusedByTheSchemaToo() {
        Set<String> accepted = new TreeSet<>();
        names().filter(BrokenSwitchesTest::isAccepted).forEach(accepted::add);

        accepted.removeAll(BEYOND_JACKSON);
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(BEYOND_A_SCHEMA);
    }

    private static List<String> problems(String text) {
        SwitchesReading reading = SwitchesReader.read("shop", text);
        assertThat(reading).isInstanceOf(SwitchesReading.Refused.class);
        return ((SwitchesReading.Refused) reading)
                .problems().stream().map(Problem::toString).toList();
    }

    private static boolean isAccepted(String name) {
        try {
            return Schema.objectionsToSwitches(Documents.text(CORPUS.resolve(name + ".yaml")))
                    .isEmpty();
        } catch (JsonProcessingException e) { // no YAML at all
            return false;
        }
    }
}
