package io.github.dubbogray.nacos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The classes that Java processes of one class path share (class data sharing), so that each starts with less work than by
 * loading them anew. The first process that ends in order leaves them in a file; until then the others do without, and so does
 * every process whose class path has folders, of which the JVM shares nothing. The file is of these very jars and this JVM:
 * with others there is another one. Safe for several threads and processes at once.
 */
public final class ClassArchive {

    /** What one process has of an archive, from its start to its end. */
    public sealed interface Share {

        /** A process without one. */
        Share NONE = new Nothing();

        /** Returns options of the process's JVM. */
        List<String> options();

        /**
         * Says that the process has ended; what one leaves behind that did not end in order is thrown away.
         *
         * @param exitCode as {@link Process#exitValue} gives it
         */
        void ended(int exitCode);
    }

    /** As a JVM ends that is asked to: 128 and the number of the signal. */
    private static final int TERMINATED = 143;

    /** What each file is filled from, over all archives of this process. */
    private static final Map<Path, Path> BEING_FILLED = new ConcurrentHashMap<>();

    private final String classPath;
    private final Path folder;

    private ClassArchive(String classPath, Path folder) {
        this.classPath = classPath;
        this.folder = folder;
    }

    /**
     * Returns the archive of a class path.
     *
     * @param classPath as {@code java -cp} wants it
     * @param folder where the file is kept; it is made where it is missing
     */
    public static ClassArchive of(String classPath, Path folder) {
        return new ClassArchive(classPath, folder.toAbsolutePath());
    }

    /** Returns what a process has that starts now; it is told of the process's end. */
    public Share take() {
        List<Path> entries =
                Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of).toList();
        if (!entries.stream().allMatch(Files::isRegularFile)) {
            return Share.NONE;
        }
        String name = "classes-" + fingerprint(entries) + ".jsa";
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return new Sharing(file);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for shared classes", e);
        }
        Path part = folder.resolve(name + "." + UUID.randomUUID());
        return BEING_FILLED.putIfAbsent(file, part) == null ? new Filling(file, part) : Share.NONE;
    }

    /** An archive of jars that have changed is of no use, and the JVM would only say so. */
    private static String fingerprint(List<Path> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((System.getProperty("java.home") + System.getProperty("java.vm.vendor") + Runtime.version())
                    .getBytes(UTF_8));
            for (Path entry : entries) {
                digest.update((entry + " " + Files.size(entry) + " " + Files.getLastModifiedTime(entry) + "\n")
                        .getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the jars of a class path", e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The option with its file; what the JVM has to say of either belongs to nobody's output. */
    private static List<String> options(String option, Path file) {
        return List.of(option + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private record Nothing() implements Share {
        @Override
        public List<String> options() {
            return List.of();
        }

        @Override
        public void ended(int exitCode) {
            // It leaves nothing behind.
        }
    }

    private record Sharing(Path file) implements Share {
        @Override
        public List<String> options() {
            return ClassArchive.options("-XX:SharedArchiveFile=", file);
        }

        @Override
        public void ended(int exitCode) {
            // The file stays for the next one.
        }
    }

    /** Written beside and moved when it is whole: others may look at any time. */
    private record Filling(Path file, Path part) implements Share {

        @Override
        public List<String> options() {
            return ClassArchive.options("-XX:ArchiveClassesAtExit=", part);
        }

        /** A second end finds neither the part nor the claim. */
        @Override
        public void ended(int exitCode) {
            try {
                if (exitCode != 0 && exitCode != TERMINATED) {
                    Files.deleteIfExists(part);
                } else if (Files.exists(part)) {
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep or remove the classes that processes share", e);
            } finally {
                BEING_FILLED.remove(file, part);
            }
        }
    }
}
