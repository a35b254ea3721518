package io.github.dubbogray.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code SECURITY.md} says is defended is shown by tests that are there. */
class SecurityPageTest {

    /** A row of the table of defences: its number, and in its last column what shows it. */
    private static final Pattern ROW = Pattern.compile("^\\| (T\\d+) \\|.*\\|([^|]+)\\|$", Pattern.MULTILINE);

    @Test
    void defence_isNumberedAndShownByATest() throws IOException {
        List<MatchResult> rows = ROW.matcher(page()).results().toList();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows.size())
                        .mapToObj(number -> "T" + number)
                        .toList())
                .hasSizeGreaterThan(20);
        NamedTests.assertEachShown(page(), rows, 2);
    }

    private static String page() throws IOException {
        return Files.readString(NamedTests.REPOSITORY.resolve("SECURITY.md"));
    }
}
