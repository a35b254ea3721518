package io.github.dubbogray.benchmarks.report;

import java.util.Locale;

/** What a run is asked. */
public enum Question {
    ROUTE("What does routing one call cost?"),
    SELECT("What does a call cost from the cluster invoker to the chosen instance?"),
    OUTCOME("What does it cost to tell how a call ended?"),
    METRICS("What do metrics add to a call?"),
    SWITCH("What does asking a switch cost?"),
    CALL("What does a whole call cost, with the jars against without?"),
    PUSH("How long after a publish is a call routed by it?"),
    REBUILD("What does a change cost, off the request path?"),
    MEMORY("What does a reference keep?"),
    STARTUP("What do the jars add to the start?");

    private final String text;

    Question(String text) {
        this.text = text;
    }

    /** Returns the name in {@code report.json}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the heading of its table, in Markdown. */
    String title() {
        return "## " + key() + ": " + text;
    }
}
