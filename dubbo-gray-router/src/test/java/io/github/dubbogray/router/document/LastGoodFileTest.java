package io.github.dubbogray.router.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dubbogray.testing.CapturedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        void textOfAnEarlierVersion_isAllText() throws IOException {
            Files.writeString(directory.resolve("plain"), "apiVersion: dubbo-gray/v1\n");

            assertThat(file("plain").read()).contains("apiVersion: dubbo-gray/v1\n");
        }

        @Test
        void linkToAFile_isRead() throws IOException {
            file("document").write("one");
            Files.createSymbolicLink(directory.resolve("link"), directory.resolve("document"));

            assertThat(file("link").read()).contains("one");
        }
    }

    @Nested
    @DisplayName("What is no file, and what never ends, does not hold up a start")
    class Strange {

        @Test
        void pipe_isReportedAndNotRead() throws Exception {
            Path pipe = directory.resolve("pipe");
            assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();

            assertIsNoFile(pipe);
        }

        @Test
        void endlessDevice_isReportedAndNotRead() throws IOException {
            assumeThat(Path.of("/dev/zero")).exists();
            Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/dev/zero"));

            assertIsNoFile(link);
        }

        @Test
        void folder_isReportedAndNotRead() throws IOException {
            assertIsNoFile(Files.createDirectory(directory.resolve("folder")));
        }

        @Test
        void pipe_isReplacedByTheNextText() throws Exception {
            Path pipe = directory.resolve("pipe");
            assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();

            file("pipe").write("one");

            assertThat(file("pipe").read()).contains("one");
        }

        private void assertIsNoFile(Path path) {
            try (CapturedLog log = new CapturedLog()) {
                Optional<String> text =
                        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> new LastGoodFile(path).read());
                assertThat(text).isEmpty();
                assertThat(log.text()).contains("Cannot read the last good document " + path);
            }
            assertThat(path).exists();
        }
    }

    @Nested
    @DisplayName("A damaged file is set aside and never used")
    class Damaged {

        private final String text = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";

        @Test
        void anyByteOfTheTextChanged_isSetAside() throws IOException {
            file("document").write(text);
            byte[] whole = Files.readAllBytes(directory.resolve("document"));
            for (int i = whole.length - text.length(); i < whole.length; i += 7) {
                byte[] changed = whole.clone();
                changed[i] ^= 1;
                Files.write(directory.resolve("document"), changed);

                assertIsSetAside(changed);
            }
        }

        @Test
        void cutShort_isSetAside() throws IOException {
            file("document").write(text);
            byte[] whole = Files.readAllBytes(directory.resolve("document"));
            for (int length : new int[] {whole.length - 1, whole.length / 2, 60}) {
                byte[] cut = Arrays.copyOf(whole, length);
                Files.write(directory.resolve("document"), cut);

                assertIsSetAside(cut);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "# dubbo-gray last go",
                    "\0\0\0\0\0\0",
                    " dubbo-gray last good document, revision 1, sha256 2\napplication: a\n",
                    "\uFEFF# dubbo-gray last good document, revision 1, sha256 2\napplication: a\n"
                })
        void firstLineDamaged_isSetAside(String content) throws IOException {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            Files.write(directory.resolve("document"), bytes);

            assertIsSetAside(bytes);
        }

        @Test
        void blank_isSetAside() throws IOException {
            Files.write(directory.resolve("document"), new byte[0]);

            assertIsSetAside(new byte[0]);
        }

        @Test
        void noUtf8_isSetAside() throws IOException {
            byte[] bytes = {(byte) 0xc3, (byte) 0x28};
            Files.write(directory.resolve("document"), bytes);

            assertIsSetAside(bytes);
        }

        @Test
        void longerThanAnyDocument_isSetAside() throws IOException {
            byte[] bytes = new byte[LastGoodFile.LONGEST_BYTES + 1];
            Arrays.fill(bytes, (byte) ' ');
            Files.write(directory.resolve("document"), bytes);

            assertIsSetAside(bytes);
        }

        @Test
        void longestDocument_isRead() {
            String longest = "灰".repeat(1_048_576);
            file("document").write(longest);

            assertThat(file("document").read()).contains(longest);
        }

        private void assertIsSetAside(byte[] bytes) throws IOException {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(file("document").read()).isEmpty();
                assertThat(log.linesWith("WARN")).isEqualTo(1);
                assertThat(log.text()).contains("document is damaged, ", "it is set aside as ");
            }
            assertThat(filesIn(directory)).containsExactly("document.damaged");
            assertThat(directory.resolve("document.damaged")).hasBinaryContent(bytes);
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
        void file_isTheTextBelowALineForPeople() throws IOException {
            file("document").write("lanes: {}\n");

            assertThat(Files.readString(directory.resolve("document")))
                    .matches(
                            "# dubbo-gray last good document, revision [0-9a-f]{12}, sha256 [0-9a-f]{64}\nlanes: \\{}\n");
        }

        @Test
        void fileAndFolders_areItsOwnersOnly() throws IOException {
            assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
            LastGoodFile file = new LastGoodFile(directory.resolve("a/b/document"));

            file.write("one");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                    .isEqualTo("rw-------");
            for (String folder : List.of("a", "a/b")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(folder))))
                        .isEqualTo("rwx------");
            }
        }

        @Test
        void everyPushThatCannotBeKept_isReportedOnceAndAgainAfterOneThatWas() throws IOException {
            Files.writeString(directory.resolve("file"), "");
            LastGoodFile file = new LastGoodFile(directory.resolve("file/document"));
            try (CapturedLog log = new CapturedLog()) {
                for (int i = 0; i < 5; i++) {
                    file.write("text " + i);
                }
                assertThat(log.linesWith("Cannot keep the last good document")).isEqualTo(1);

                Files.delete(directory.resolve("file"));
                file.write("kept");
                file.write("kept too");
                assertThat(log.linesWith("is kept in " + file.file() + " again"))
                        .isEqualTo(1);
            }
            assertThat(file.read()).contains("kept too");
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
