package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual page of the archive is that of the commands; {@code -Ddubbo.gray.regenerate=true} writes it anew. */
class ManualTest {

    private static final Path FILE = Path.of("man", "grayctl.1");

    @TempDir
    private Path folder;

    @Test
    void page_isOfTheCommands() throws IOException {
        Session.Result result = new Session(folder).run("manual");

        assertThat(result.exitCode()).isZero();
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(FILE, result.out());
        } else {
            assertThat(result.out()).isEqualTo(Files.readString(FILE));
        }
    }

    @Test
    void everyCommand_hasItsPart_andNothingIsLeftToFillIn() {
        String page = new Session(folder).run("manual").out();

        assertThat(page)
                .contains(".SS grayctl lint", ".SS grayctl lanes ramp LANE SHARE", ".SS grayctl label unset")
                .doesNotContain("${");
    }
}
