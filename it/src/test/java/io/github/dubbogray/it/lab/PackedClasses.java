package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Program;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of this JVM with its folders packed into jars, as a JVM shares no classes of folders. The jars are named by what
 * is in them and stay with the build, so that all its JVMs have the same, and share the classes that the first process leaves.
 */
final class PackedClasses {

    private static final Path FOLDER = Path.of("target", "packed-classes").toAbsolutePath();

    /** When every jar and entry was made, or the same classes would not be the same. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String CLASS_PATH = jarsOnly();

    private PackedClasses() {}

    /** Returns a class of them as a program. */
    static Program program(Class<?> main) {
        return Program.Sharing.in(FOLDER, new Program.MainClass(CLASS_PATH, main.getName()));
    }

    private static String jarsOnly() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .map(entry -> Files.isDirectory(entry) ? jarOf(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jarOf(Path classes) {
        try {
            byte[] packed = packed(classes);
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(packed), 0, 8);
            Path jar = FOLDER.resolve(name + ".jar");
            if (!Files.exists(jar)) {
                Files.createDirectories(FOLDER);
                Path part = Files.createTempFile(FOLDER, name, ".part");
                Files.write(part, packed);
                Files.setLastModifiedTime(part, FileTime.from(LONG_AGO.toInstant(ZoneOffset.UTC)));
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + classes, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] packed(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream entries = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                JarEntry entry = new JarEntry(classes.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/"));
                entry.setTimeLocal(LONG_AGO);
                entries.putNextEntry(entry);
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
