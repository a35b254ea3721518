package io.github.dubbogray.it.fleet;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The executable jars of the demo applications, where the build puts them. */
enum DemoJar {
    PROVIDER("demo-provider"),
    CONSUMER("demo-consumer");

    private final String module;

    DemoJar(String module) {
        this.module = module;
    }

    /**
     * Returns the jar as a program.
     *
     * @throws IllegalStateException if it is not built; the message says how to
     */
    Program program() {
        Path file = projectFolder().resolve(module).resolve("target").resolve(module + "-exec.jar");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no " + file + "; run `mvn -DskipTests package` in the project's root");
        }
        return new Program.ExecutableJar(file);
    }

    /** This class lies in it/target/classes or in a jar in it/target. */
    private static Path projectFolder() {
        try {
            Path classes = Path.of(DemoJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the folder of this class is no path", e);
        }
    }
}
