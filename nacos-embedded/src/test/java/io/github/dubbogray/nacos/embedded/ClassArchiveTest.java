package io.github.dubbogray.nacos.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    /** What the processes of this test run. */
    static final class Greeting {
        private Greeting() {}

        /** Says that it has run. */
        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void pack() throws IOException {
        jar = folder.resolve("greeting.jar");
        String file = Greeting.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream in = Objects.requireNonNull(Greeting.class.getResourceAsStream("/" + file))) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
        }
    }

    private ClassArchive.Share take() {
        return ClassArchive.of(jar.toString(), folder.resolve("shared")).take();
    }

    private String run(ClassArchive.Share classes, String... further) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(classes.options());
        command.addAll(List.of(further));
        command.addAll(List.of("-cp", jar.toString(), Greeting.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("shared"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void firstProcessThatEndsInOrder_leavesItsClassesToTheNext() throws Exception {
        ClassArchive.Share first = take();
        assertThat(run(first)).isEqualTo("hello" + System.lineSeparator());
        first.ended(0);

        assertThat(run(take(), "-Xlog:class+load:stdout:none"))
                .contains(Greeting.class.getName() + " source: shared objects file (top)")
                .contains("hello");
        assertThat(kept()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void whileOneFills_othersDoWithout() {
        ClassArchive.Share first = take();
        assertThat(take().options()).isEmpty();
        first.ended(137);

        ClassArchive.Share next = take();
        assertThat(next.options()).isNotEmpty();
        next.ended(137);
    }

    @Test
    void killedProcess_leavesNothing() throws Exception {
        ClassArchive.Share killed = take();
        run(killed);
        assertThat(kept()).hasSize(1);
        killed.ended(137);

        assertThat(kept()).isEmpty();
    }

    @Test
    void endTwice_leavesTheClaimOfTheNextAlone() {
        ClassArchive.Share first = take();
        first.ended(137);
        ClassArchive.Share second = take();
        first.ended(143);

        assertThat(take().options()).isEmpty();
        second.ended(137);
    }

    @Test
    void changedJar_hasAnotherArchive() throws Exception {
        ClassArchive.Share first = take();
        run(first);
        first.ended(0);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        ClassArchive.Share second = take();
        run(second);
        second.ended(0);
        assertThat(kept()).hasSize(2);
    }

    @Test
    void folderOnTheClassPath_sharesNothing() {
        ClassArchive.Share share =
                ClassArchive.of(folder.toString(), folder.resolve("shared")).take();

        assertThat(share.options()).isEmpty();
    }
}
