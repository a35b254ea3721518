package io.github.dubbogray.it.fleet;

import java.nio.file.Path;
import java.util.List;

/** What a Java process runs. */
public sealed interface Program {

    /** Returns what the command line says of it. */
    List<String> arguments();

    /** An executable jar. */
    record ExecutableJar(Path file) implements Program {
        @Override
        public List<String> arguments() {
            return List.of("-jar", file.toString());
        }
    }

    /** A class with a main method. */
    record MainClass(String classPath, String name) implements Program {
        @Override
        public List<String> arguments() {
            return List.of("-cp", classPath, name);
        }
    }
}
