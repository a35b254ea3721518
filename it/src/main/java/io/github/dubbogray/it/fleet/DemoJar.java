package io.github.dubbogray.it.fleet;

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
        Path file = ProjectFolder.find().resolve(module).resolve("target").resolve(module + "-exec.jar");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no " + file + "; run `mvn -DskipTests package` in the project's root");
        }
        return new Program.ExecutableJar(file);
    }
}
