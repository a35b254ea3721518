package io.github.dubbogray.it.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What was published and registered, and when: a naive model of where calls may go, which shares no code with the library. A
 * change may be in force from the moment somebody begins to make it, and what it replaces may still be for a while. Any thread
 * may ask; one makes the changes.
 */
public final class World {

    /** How long what was replaced may still be in force: the longest that a change takes to arrive, on a busy machine. */
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What an operator published. */
    public enum Document {
        /** The lane is v2, stable the rest; without v2, stable serves. */
        V2("v2", true, true),
        /** The lane is v3. */
        V3("v3", true, true),
        /** The lane has nobody, and stable serves. */
        NOBODY("v9", true, true),
        /** The lane has nobody, and nobody else serves. */
        STRICT_NOBODY("v9", true, false),
        /** Everybody goes to stable, which is all but v2. */
        OFF("v2", false, true);

        private final String version;
        private final boolean isEnabled;
        private final boolean fallsBack;

        Document(String version, boolean isEnabled, boolean fallsBack) {
            this.version = version;
            this.isEnabled = isEnabled;
            this.fallsBack = fallsBack;
        }

        /** Returns its text; another revision for another number. */
        public String text(int number) {
            return """
                    # number %d
                    apiVersion: dubbo-gray/v1
                    application: %s
                    enabled: %s
                    lanes:
                      canary:
                        labels: { version: %s }
                        health: { minCalls: 20 }
                        outlier: {}
                    %s
                    rules:
                      - id: beta
                        when: { attachment.beta: "yes" }
                        to: canary
                    """.formatted(number, Lab.APPLICATION, isEnabled, version, fallsBack ? "" : "    fallback: []");
        }

        private boolean hasLane() {
            return !version.equals("v9");
        }
    }

    /** How an instance is registered. */
    public enum Registered {
        ON,
        /** Switched off, of weight 0, or not registered at all. */
        OUT
    }

    /** What a call asks for. */
    public enum Wish {
        /** No tag, and no rule claims it. */
        NOTHING,
        /** By tag or by rule. */
        CANARY
    }

    /** One instance, for a time. */
    private record Being(String version, Registered registered) {}

    /** Something that was so from a moment on. */
    private record Since<V>(V value, long nanos) {}

    private final List<Since<Document>> documents = new ArrayList<>();
    private final List<List<Since<Being>>> instances = new ArrayList<>();

    /** Begins with a document and instances by their versions, all of them on. */
    public World(Document document, List<String> versions) {
        documents.add(new Since<>(document, Long.MIN_VALUE));
        versions.forEach(version -> instances.add(
                new ArrayList<>(List.of(new Since<>(new Being(version, Registered.ON), Long.MIN_VALUE)))));
    }

    /** A document is about to be published. */
    public synchronized void publish(Document document) {
        documents.add(new Since<>(document, System.nanoTime()));
    }

    /** An instance is about to become this. */
    public synchronized void register(int slot, String version, Registered registered) {
        instances.get(slot).add(new Since<>(new Being(version, registered), System.nanoTime()));
    }

    /** Returns whether a call may have gone to an instance. */
    public synchronized boolean mayServe(int slot, Wish wish, long startNanos, long endNanos) {
        return possible(instances.get(slot), startNanos, endNanos).stream()
                .filter(being -> being.registered() == Registered.ON)
                .anyMatch(being -> possible(documents, startNanos, endNanos).stream()
                        .anyMatch(document -> isIn(document, being.version(), wish)));
    }

    /** Returns whether a call may have been refused. */
    public synchronized boolean mayRefuse(Wish wish, long startNanos, long endNanos) {
        return wish == Wish.CANARY && possible(documents, startNanos, endNanos).contains(Document.STRICT_NOBODY);
    }

    /** Returns the document that was published last. */
    public synchronized Document document() {
        return documents.get(documents.size() - 1).value();
    }

    private static boolean isIn(Document document, String version, Wish wish) {
        boolean isGray = version.equals(document.version);
        boolean wantsGray = wish == Wish.CANARY && document.isEnabled;
        if (wantsGray && document.hasLane()) {
            return isGray;
        }
        return !isGray && (!wantsGray || document.fallsBack);
    }

    private static <V> List<V> possible(List<Since<V>> history, long startNanos, long endNanos) {
        List<V> possible = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Optional<Since<V>> next = i + 1 < history.size() ? Optional.of(history.get(i + 1)) : Optional.empty();
            boolean hasBegun = history.get(i).nanos() <= endNanos;
            boolean isOver =
                    next.map(later -> startNanos - later.nanos() > STALE_NANOS).orElse(false);
            if (hasBegun && !isOver) {
                possible.add(history.get(i).value());
            }
        }
        return possible;
    }
}
