package io.github.dubbogray.benchmarks.live;

import java.util.Map;

/** A consumer and a provider whose calls are measured, each in processes of its own. */
enum Entrant {
    /** What the others stand beside. */
    PLAIN("plain Dubbo", Jars.OFF),
    /** The same once more: how far it stands from the first is what this machine cannot tell. */
    TWIN("plain Dubbo beside itself", Jars.OFF),
    /** The jars on both sides, with a document, and nothing set. */
    WITH_JARS("jars", Jars.ON),
    /** The jars with the settings that the README recommends. */
    RECOMMENDED("jars, router=-tag, loadbalance=gray", Jars.RECOMMENDED);

    private final String words;
    private final Jars jars;

    Entrant(String words, Jars jars) {
        this.words = words;
        this.jars = jars;
    }

    String words() {
        return words;
    }

    Jars jars() {
        return jars;
    }

    /** Returns the labels of the provider's instances. */
    Map<String, String> labels() {
        return jars == Jars.OFF ? Map.of() : Map.of("version", "v1");
    }
}
