package io.github.dubbogray.nacos.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The class path of the server's process, which this module's build writes into a file: the jars in the local Maven
 * repository, in Maven's order. The file is looked for where {@link #PROPERTY} says, then beside this module's classes
 * or jar, then in {@code nacos-embedded/target} below the working directory and its parents.
 *
 * @param text this module's own classes and the server's jars, as {@code java -cp} wants them
 * @param sharedClasses where the server's processes leave what they share
 */
record ServerClassPath(String text, Path sharedClasses) {
    static final String PROPERTY = "nacos.embedded.classpath";
    private static final String FILE = "nacos-server.classpath";

    static ServerClassPath find() {
        Path classes = codeSource();
        Path file = locate(System.getProperty(PROPERTY, ""), classes, Path.of(""));
        try {
            return new ServerClassPath(
                    classes + File.pathSeparator + Files.readString(file).strip(),
                    file.resolveSibling("shared-classes"));
        } catch (IOException failure) {
            throw new UncheckedIOException("class path of the Nacos server cannot be read: " + file, failure);
        }
    }

    static Path locate(String configured, Path classes, Path workingDirectory) {
        if (!configured.isEmpty()) {
            return existing(Stream.of(Path.of(configured)), "-D" + PROPERTY + "=" + configured);
        }
        Stream<Path> beside = Stream.of(classes.resolveSibling(FILE));
        Stream<Path> above = Stream.iterate(workingDirectory.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder ->
                        folder.resolve("nacos-embedded").resolve("target").resolve(FILE));
        return existing(Stream.concat(beside, above), classes + " and " + workingDirectory.toAbsolutePath());
    }

    private static Path existing(Stream<Path> candidates, String searched) {
        return candidates
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Nacos server is not built: no " + FILE
                        + " found from "
                        + searched + "; run `mvn -pl nacos-embedded package` in the project's root or set -D" + PROPERTY
                        + " to that file"));
    }

    private static Path codeSource() {
        try {
            return Path.of(ServerClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
