package io.github.dubbogray.it.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

    /** A program with options for its JVM, which win over those that every process gets. */
    record Tuned(List<String> options, Program program) implements Program {

        /** Copies the options. */
        public Tuned {
            options = List.copyOf(options);
        }

        @Override
        public List<String> arguments() {
            return Stream.concat(options.stream(), program.arguments().stream()).toList();
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
