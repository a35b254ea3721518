package io.github.dubbogray.benchmarks.live;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a pair of processes runs with. */
enum Jars {
    /** Dubbo alone. */
    OFF("without the jars"),
    /** The jars, with a document, and nothing set. */
    ON("with the jars"),
    /** The jars with the settings that the README recommends. */
    RECOMMENDED("with the jars, router=-tag, loadbalance=gray");

    private final String words;

    Jars(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the consumer's settings. */
    Map<String, String> properties() {
        return this == RECOMMENDED
                ? Map.of("dubbo.consumer.router", "-tag", "dubbo.consumer.loadbalance", "gray")
                : Map.of();
    }

    String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> this != OFF || !isOurs(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As a jar in the local repository, or as classes of the build. */
    private static boolean isOurs(String entry) {
        return Stream.of("dubbo-gray-router", "dubbo-gray-filter", "dubbo-gray-observability")
                .anyMatch(entry::contains);
    }
}
