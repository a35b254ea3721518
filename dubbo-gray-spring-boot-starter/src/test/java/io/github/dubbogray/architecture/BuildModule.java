package io.github.dubbogray.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of the build.
 *
 * @param name as the page calls it
 * @param folder beside this one
 * @param roots its packages, those below included, without {@link #ROOT}
 */
record BuildModule(String name, String folder, List<String> roots) {

    static final String ROOT = "io.github.dubbogray.";

    /** What applications have, each of which may use those before it, and is drawn. */
    static final List<BuildModule> DRAWN = List.of(
            of("core"),
            of("router"),
            of("filter"),
            of("observability"),
            new BuildModule("openfeature", "dubbo-gray-openfeature", List.of("feature", "openfeature")),
            new BuildModule("spring.boot", "dubbo-gray-spring-boot-starter", List.of("spring.boot")));

    /** What has a table of its packages besides. */
    private static final List<BuildModule> OTHERS = List.of(
            of("webhook"), of("nacos"), of("release"), new BuildModule("grayctl", "grayctl", List.of("grayctl")));

    private static final Pattern PACKAGE =
            Pattern.compile("^package io\\.github\\.dubbogray\\.([a-z.]+);", Pattern.MULTILINE);
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io\\.github\\.dubbogray\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

    /**
     * An import between two packages.
     *
     * @param by the package of the source
     * @param of the package of what it imports
     */
    record Import(String by, String of) {}

    private static BuildModule of(String name) {
        return new BuildModule(name, "dubbo-gray-" + name, List.of(name));
    }

    /** Returns all that the page speaks of by packages, but what is tests alone. */
    static Stream<BuildModule> all() {
        return Stream.concat(DRAWN.stream(), OTHERS.stream());
    }

    /** Returns whether a package is one of its own. */
    boolean has(String name) {
        return roots.stream().anyMatch(root -> name.equals(root) || name.startsWith(root + "."));
    }

    /** Returns what one of its packages is called among them. */
    String within(String name) {
        return name.equals(this.name) || !name.startsWith(this.name + ".")
                ? name
                : name.substring(this.name.length() + 1);
    }

    /** Returns its packages by their sources. */
    Stream<String> packages() {
        return sources().map(BuildModule::packageOf).distinct().sorted();
    }

    /** Returns what its sources import of other packages of ours. */
    Stream<Import> imports() {
        return sources()
                .flatMap(source ->
                        IMPORT.matcher(source).results().map(found -> new Import(packageOf(source), found.group(1))))
                .filter(found -> !found.by().equals(found.of()));
    }

    private static String packageOf(String source) {
        return PACKAGE.matcher(source).results().findFirst().orElseThrow().group(1);
    }

    private Stream<String> sources() {
        Path folderOfSources = Path.of("..", folder, "src", "main", "java");
        try (Stream<Path> files = Files.walk(folderOfSources)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(BuildModule::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
