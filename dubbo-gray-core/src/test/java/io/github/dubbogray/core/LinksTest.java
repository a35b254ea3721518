package io.github.dubbogray.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages of the documentation lead somewhere, and the map of {@code docs/README.md} is whole. */
class LinksTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Path DOCS = REPOSITORY.resolve("docs");

    static Stream<MarkdownPage> pages() {
        return Stream.concat(markdown(REPOSITORY, 1), markdown(DOCS, Integer.MAX_VALUE))
                .map(MarkdownPage::read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void link_leadsSomewhere(MarkdownPage page) {
        assertThat(page.deadLinks()).isEmpty();
    }

    @Test
    void map_namesEveryPage() {
        MarkdownPage map = MarkdownPage.read(DOCS.resolve("README.md"));

        assertThat(map.links().stream().map(map::target))
                .contains(markdown(DOCS, 1)
                        .filter(page -> !page.equals(map.file()))
                        .toArray(Path[]::new));
    }

    @Nested
    class DeadLinks {

        @TempDir
        private Path folder;

        @Test
        void fileThatIsNotThere_isDead() throws IOException {
            assertThat(deadLinks("[a](other.md) [b](none.md) [c](deep/none.md#top) ![d](none.png)"))
                    .containsExactly("none.md", "deep/none.md#top", "none.png");
        }

        @Test
        void headingThatIsNotThere_isDead() throws IOException {
            assertThat(
                            deadLinks(
                                    "# Here: `a` and b\n[a](#here-a-and-b) [b](#none) [c](other.md#twice-1) [d](other.md#twice-2)"))
                    .containsExactly("#none", "other.md#twice-2");
        }

        @Test
        void codeAndOtherPlaces_areNoLinks() throws IOException {
            assertThat(deadLinks("`[a](none.md)` [b](https://none.example/)\n\n   ```\n[c](none.md)\n   ```\n"))
                    .isEmpty();
        }

        private List<String> deadLinks(String text) throws IOException {
            Files.writeString(folder.resolve("other.md"), "## Twice\n\n```\n## Twice\n```\n\n## Twice\n");
            return MarkdownPage.read(Files.writeString(folder.resolve("page.md"), text))
                    .deadLinks();
        }
    }

    private static Stream<Path> markdown(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
