package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus {@code src/test/resources/broken}: every {@code .yaml} is refused with the lines of its {@code .expected},
 * no more and no less.
 */
@DisplayName("D1: a refused text reports all of its problems, with line and column")
class BrokenDocumentsTest {

    private static final Path CORPUS = Documents.resource("broken");

    static Stream<String> names() {
        return Documents.files(CORPUS).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void brokenDocument_hasExactlyItsProblemsInTextOrder(String name) {
        List<String> expected =
                Documents.text(CORPUS.resolve(name + ".expected")).lines().toList();

        assertThat(Documents.problems("demo-provider", Documents.text(CORPUS.resolve(name + ".yaml"))))
                .containsExactlyElementsOf(expected)
                .isNotEmpty();
    }

    @Test
    void corpus_isPairsOfFiles() {
        assertThat(Documents.files(CORPUS)).hasSize(2 * (int) names().count());
        assertThat(names()).hasSizeGreaterThanOrEqualTo(40);
    }
}
