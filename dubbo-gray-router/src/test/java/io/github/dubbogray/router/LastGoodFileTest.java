package io.github.dubbogray.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("D3: the last good document on disk")
class LastGoodFileTest {

    @TempDir
    private Path directory;

    @Nested
    class Read {

        @Test
        void noFile_isNothingAndSilent() {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(file("none").read()).isEmpty();
                assertThat(log.text()).isEmpty();
            }
        }

        @Test
        void noText_isNothingAndReported() throws IOException {
            Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xc3, (byte) 0x28});

            try (CapturedLog log = new CapturedLog()) {
                assertThat(file("bytes").read()).isEmpty();
                assertThat(log.text()).contains("Cannot read the last good document " + directory.resolve("bytes"));
            }
        }
    }

    @Nested
    class Write {

        @Test
        void text_isReadBack() {
            LastGoodFile file = new LastGoodFile(directory.resolve("a/b/document"));

            file.write("lanes: 金丝雀\n");

            assertThat(file.read()).contains("lanes: 金丝雀\n");
        }

        @Test
        void secondText_replacesTheFirstAndLeavesNothingBehind() throws IOException {
            file("document").write("one");
            file("document").write("two");

            assertThat(file("document").read()).contains("two");
            assertThat(filesIn(directory)).containsExactly("document");
        }

        @Test
        void noDirectoryToBeMade_isReportedAndSurvived() throws IOException {
            Files.writeString(directory.resolve("file"), "");
            LastGoodFile file = new LastGoodFile(directory.resolve("file/document"));

            try (CapturedLog log = new CapturedLog()) {
                file.write("one");

                assertThat(log.text()).contains("Cannot keep the last good document in " + file.file());
            }
        }

        @Test
        void fileThatCannotBeReplaced_isReportedAndLeavesNothingBehind() throws IOException {
            Files.createDirectories(directory.resolve("document/in-the-way"));

            try (CapturedLog log = new CapturedLog()) {
                file("document").write("one");

                assertThat(log.text()).contains("Cannot keep the last good document in ");
            }
            assertThat(filesIn(directory)).containsExactly("document");
        }
    }

    @Nested
    class Delete {

        @Test
        void file_isGone() {
            file("document").write("one");

            file("document").delete();

            assertThat(file("document").read()).isEmpty();
        }

        @Test
        void noFile_isSilent() {
            try (CapturedLog log = new CapturedLog()) {
                file("none").delete();

                assertThat(log.text()).isEmpty();
            }
        }

        @Test
        void fileThatCannotBeDeleted_isReported() throws IOException {
            Files.createDirectories(directory.resolve("document/in-the-way"));

            try (CapturedLog log = new CapturedLog()) {
                file("document").delete();

                assertThat(log.text()).contains("Cannot delete the last good document ");
            }
        }
    }

    private LastGoodFile file(String name) {
        return new LastGoodFile(directory.resolve(name));
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
