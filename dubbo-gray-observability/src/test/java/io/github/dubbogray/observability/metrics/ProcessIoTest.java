package io.github.dubbogray.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIoTest {

    @TempDir
    private Path folder;

    @Test
    void whatAStartHasRead_isNotCounted() throws IOException {
        Path file = write("rchar: 500000\nwchar: 70\n");
        ProcessIo read = new ProcessIo("rchar: ", file);

        assertThat(read.sinceFirstLook()).isZero();
        write("rchar: 500200\nwchar: 90\n");
        assertThat(read.sinceFirstLook()).isEqualTo(200);
        write("rchar: 500300\nwchar: 95\n");
        assertThat(read.sinceFirstLook()).isEqualTo(300);
    }

    @Test
    void whatCannotBeRead_isNone_andBeginsLater() throws IOException {
        Path file = write("rchar: many\n");
        ProcessIo read = new ProcessIo("rchar: ", file);

        assertThat(read.sinceFirstLook()).isNaN();
        assertThat(new ProcessIo("wchar: ", file).sinceFirstLook()).isNaN();
        assertThat(new ProcessIo("rchar: ", folder.resolve("none")).sinceFirstLook())
                .isNaN();
        write("rchar: 10\n");
        assertThat(read.sinceFirstLook()).isZero();
        write("rchar: 15\n");
        assertThat(read.sinceFirstLook()).isEqualTo(5);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("io"), text);
    }
}
