package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions of {@code docs/grayctl.md} that need no server are what happens; {@code -Ddubbo.gray.regenerate=true} writes
 * their output anew.
 */
class PageTest {

    @TempDir
    private Path folder;

    @Test
    void sessions_areWhatHappens() throws IOException {
        new Page(folder, UnaryOperator.identity(), UnaryOperator.identity())
                .play(0, Page.text().indexOf(Page.SECOND_HALF));
    }

    @Test
    void commands_areAllShown() {
        String page = Page.text();

        assertThat(Page.commands(folder))
                .allSatisfy(command -> assertThat(page).contains("\n## " + command + "\n", "grayctl " + command));
    }
}
