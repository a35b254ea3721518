package io.github.dubbogray.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/reliability.md} says of each fault is played by tests that are there. */
class ReliabilityPageTest {

    /** A row of the table of faults: what fails, what happens, and what plays it. */
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

    @Test
    void fault_isPlayedByATest() throws IOException {
        String page = page();
        List<MatchResult> rows = ROW.matcher(page.substring(0, page.indexOf("\n## ")))
                .results()
                .skip(1) // the head of the table
                .filter(row -> !row.group(1).contains("---"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(10);
        NamedTests.assertEachShown(page, rows, 2);
    }

    private static String page() throws IOException {
        return Files.readString(NamedTests.REPOSITORY.resolve("docs/reliability.md"));
    }
}
