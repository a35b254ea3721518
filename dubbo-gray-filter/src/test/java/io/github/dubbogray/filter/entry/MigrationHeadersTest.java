package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/migrate-from-nepxion-discovery.md} says of Discovery's headers. */
class MigrationHeadersTest {

    private static final String PAGE = page();
    private static final Pattern PROPERTY =
            Pattern.compile("^(dubbo\\.gray\\.entry\\.headers)=(.*)$", Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| `(n-d-[a-z]+): ([^`]+)` \\| (?:`([^`]+)`|none) \\|$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    static List<MatchResult> rows() {
        List<MatchResult> rows = ROW.matcher(PAGE.substring(PAGE.indexOf("| header | tag |")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void header_givesTheTagOfThePage(MatchResult row) {
        MatchResult property = PROPERTY.matcher(PAGE).results().findFirst().orElseThrow();
        try (EntryApplication application =
                new EntryApplication(folder, Map.of(property.group(1), property.group(2)))) {
            application.started();
            String tag = GrayEntry.of(application.model())
                    .decide(new FakeEntryRequest().header(row.group(1), row.group(2)))
                    .tag()
                    .map(Tag::text)
                    .orElse(null);

            assertThat(tag).isEqualTo(row.group(3));
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "migrate-from-nepxion-discovery.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
