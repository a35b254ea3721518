package io.github.dubbogray.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.testing.JavaSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every clause of {@code docs/semantics.md} that is in force, even partly, is named by a test somewhere in this repository. */
class ClausesTest {

    private static final Path REPOSITORY = Path.of("..");

    /** A row of a table: clause, promise, status. */
    private static final Pattern ROW =
            Pattern.compile("^\\| ([RIPDHLS]\\d) \\| .+? \\| (in force|partly|not yet)\\b", Pattern.MULTILINE);

    /** The text literals of a display name, on one line or several. */
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("@DisplayName\\(((?:\\s*\\+?\\s*\"(?:[^\"\\\\]|\\\\.)*\")+)\\s*\\)");

    @Test
    void semantics_hasEveryClauseWithItsStatus() {
        assertThat(statuses().keySet())
                .containsExactly(
                        "D1", "D2", "D3", "D4", "D5", "H1", "H2", "H3", "H4", "H5", "I1", "I2", "I3", "I4", "L1", "L2",
                        "L3", "P1", "P2", "P3", "P4", "P5", "R1", "R2", "R3", "R4", "R5", "S1", "S2");
    }

    @Test
    void clauseInForce_isNamedByATest() {
        String names = displayNames();
        List<String> without = statuses().entrySet().stream()
                .filter(clause -> !clause.getValue().equals("not yet"))
                .map(Map.Entry::getKey)
                .filter(clause ->
                        !Pattern.compile("\\b" + clause + "\\b").matcher(names).find())
                .toList();

        assertThat(without).as("clauses in force that no @DisplayName names").isEmpty();
    }

    private static Map<String, String> statuses() {
        return ROW.matcher(JavaSources.text(REPOSITORY.resolve("docs/semantics.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));
    }

    private static String displayNames() {
        return modules()
                .flatMap(module -> JavaSources.below(module.resolve("src/test/java")))
                .flatMap(file ->
                        DISPLAY_NAME.matcher(JavaSources.text(file)).results().map(MatchResult::group))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> modules() {
        try (Stream<Path> folders = Files.list(REPOSITORY)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java"))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
