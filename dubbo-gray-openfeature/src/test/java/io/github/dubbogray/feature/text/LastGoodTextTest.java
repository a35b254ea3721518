package io.github.dubbogray.feature.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("D3: the last good switches are kept for a start alone")
class LastGoodTextTest {

    private static final String TEXT = "switches: {}\n# größer\n";

    @TempDir
    private Path folder;

    private Path file;
    private LastGoodText kept;

    @BeforeEach
    void begin() {
        file = folder.resolve("switches").resolve("shop.yaml");
        kept = new LastGoodText(file);
    }

    @Test
    void writtenText_isReadAgain() throws Exception {
        kept.write("older");
        kept.write(TEXT);

        assertThat(kept.read()).contains(TEXT);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void deletedText_isNone() {
        kept.write(TEXT);
        kept.delete();

        assertThat(kept.read()).isEmpty();
    }

    @Test
    void fileLongerThanAnyDocument_isNoneAndStays() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[3 * 1_048_576 + 1]);

        assertThat(kept.read()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void fileThatIsNotUtf8_isNone() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, "größer".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(kept.read()).isEmpty();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipe_isNotWaitedFor() throws Exception {
        Files.createDirectories(file.getParent());
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();

        assertThat(kept.read()).isEmpty();
    }
}
