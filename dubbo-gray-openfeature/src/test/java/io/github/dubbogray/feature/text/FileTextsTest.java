package io.github.dubbogray.feature.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileTextsTest {

    @TempDir
    private Path folder;

    private final List<Heard> heard = new ArrayList<>();
    private Path file;
    private FileTexts texts;

    @BeforeEach
    void begin() {
        file = folder.resolve("switches.yaml");
        texts = new FileTexts(file);
    }

    @Test
    void fileThatStays_isReadOnce() throws Exception {
        Files.writeString(file, "switches: {}\n");

        texts.begin(heard::add);
        texts.recheck();

        assertThat(heard).containsExactly(new Heard.Text("switches: {}\n"));
    }

    @Test
    void fileThatIsMissing_isAwayAndReadOnceItIsThere() throws Exception {
        texts.begin(heard::add);
        Files.writeString(file, "switches: {}\n");
        texts.recheck();

        assertThat(heard).containsExactly(new Heard.Away("there is no file " + file), new Heard.Text("switches: {}\n"));
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipe_isNotWaitedFor() throws Exception {
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();

        texts.begin(heard::add);

        assertThat(heard).hasSize(1).first().asString().contains("cannot read " + file, "no regular file");
    }
}
