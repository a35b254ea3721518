package io.github.dubbogray.it.fleet;

import io.github.dubbogray.nacos.embedded.ClassArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a Java process runs. */
public sealed interface Program {

    /** Returns what the command line says of it. */
    List<String> arguments();

    /** Returns what a process that starts now has of the classes of others. */
    default ClassArchive.Share classes() {
        return ClassArchive.Share.NONE;
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

    /** A program that shares its classes with others of its class path. */
    record Sharing(ClassArchive archive, MainClass program) implements Program {

        /** Returns one whose archive is kept in a folder. */
        public static Sharing in(Path folder, MainClass program) {
            return new Sharing(ClassArchive.of(program.classPath(), folder), program);
        }

        @Override
        public List<String> arguments() {
            return program.arguments();
        }

        @Override
        public ClassArchive.Share classes() {
            return archive.take();
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
