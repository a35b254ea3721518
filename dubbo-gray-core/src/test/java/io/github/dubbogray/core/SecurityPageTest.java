package io.github.dubbogray.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code SECURITY.md} says is defended is shown by tests that are there. */
class SecurityPageTest {

    private static final Path REPOSITORY = Path.of("..");

    /** A row of the table of defences: its number, and in its last column what shows it. */
    private static final Pattern ROW = Pattern.compile("^\\| (T\\d+) \\|.*\\|([^|]+)\\|$", Pattern.MULTILINE);

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void defence_isNumberedAndShownByATest() throws IOException {
        List<MatchResult> rows = ROW.matcher(page()).results().toList();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows.size())
                        .mapToObj(number -> "T" + number)
                        .toList())
                .hasSizeGreaterThan(20);
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).find())
                        .as(row.group())
                        .isTrue());
    }

    @Test
    void test_isThere() throws IOException {
        Set<String> named = TEST.matcher(page())
                .results()
                .map(found -> found.group(1) + ".java")
                .collect(Collectors.toSet());

        assertThat(testFiles()).containsAll(named);
    }

    private static String page() throws IOException {
        return Files.readString(REPOSITORY.resolve("SECURITY.md"));
    }

    private static Set<String> testFiles() throws IOException {
        try (Stream<Path> folders = Files.list(REPOSITORY)) {
            return folders.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::filesIn)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
