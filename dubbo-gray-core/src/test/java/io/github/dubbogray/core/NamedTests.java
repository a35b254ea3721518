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
import java.util.stream.Stream;

/** The tests that a page names, and those that there are, by their simple names. */
final class NamedTests {

    static final Path REPOSITORY = Path.of("..");

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final String SOURCE = ".java";

    private NamedTests() {}

    static Set<String> in(String page) {
        return TEST.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** Asserts that each row of a page's table names a test, and that every test which the page names is there. */
    static void assertEachShown(String page, List<MatchResult> rows, int column) throws IOException {
        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(in(row.group(column))).as(row.group()).isNotEmpty());
        assertThat(there()).containsAll(in(page));
    }

    static Set<String> there() throws IOException {
        try (Stream<Path> folders = Files.list(REPOSITORY)) {
            return folders.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(NamedTests::filesIn)
                    .filter(name -> name.endsWith(SOURCE))
                    .map(name -> name.substring(0, name.length() - SOURCE.length()))
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
