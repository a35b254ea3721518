package io.github.dubbogray.it.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo applications, as the build leaves them. */
enum DemoApplication {
    PROVIDER("demo-provider", "io.github.dubbogray.demo.provider.DemoProvider"),
    CONSUMER("demo-consumer", "io.github.dubbogray.demo.consumer.DemoConsumer");

    private final String module;
    private final String mainClass;

    DemoApplication(String module, String mainClass) {
        this.module = module;
        this.mainClass = mainClass;
    }

    /**
     * Returns it as a program.
     *
     * @throws IllegalStateException if it is not built; the message says how to
     */
    Program program() {
        Path target = ProjectFolder.find().resolve(module).resolve("target");
        Path jar = target.resolve(module + ".jar");
        Path classPath = target.resolve(module + ".classpath");
        if (!Files.isRegularFile(jar) || !Files.isRegularFile(classPath)) {
            throw new IllegalStateException(
                    "no " + jar + " and " + classPath + "; run `mvn -DskipTests package` in the project's root");
        }
        try {
            String entries =
                    jar + File.pathSeparator + Files.readString(classPath).strip();
            return Program.Sharing.in(target, new Program.MainClass(entries, mainClass));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + classPath, e);
        }
    }
}
