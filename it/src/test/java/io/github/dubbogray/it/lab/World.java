package io.github.dubbogray.it.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What was published and registered, and when: a naive model of where calls may go, which shares no code with the library. A
 * change may be in force from the moment somebody begins to make it, and what it replaces may be until the consumer is seen to
 * know of the change. Any thread may ask; one makes the changes.
 */
public final class World {

    /** From knowing a change to going by it: a call's way through the consumer, on a busy machine. */
    private static final long ON_THE_WAY_NANOS = TimeUnit.SECONDS.toNanos(2);

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
    public record Being(String version, Registered registered) {}

    private final History<Document> documents;
    private final List<History<Being>> instances;

    /** Begins with a document and instances by their versions, all of them on. */
    public World(Document document, List<String> versions) {
        documents = new History<>(document);
        instances = versions.stream()
                .map(version -> new History<>(new Being(version, Registered.ON)))
                .toList();
    }

    /** A document is about to be published. */
    public synchronized void publish(Document document) {
        documents.begin(document);
    }

    /** An instance is about to become this. */
    public synchronized void register(int slot, String version, Registered registered) {
        instances.get(slot).begin(new Being(version, registered));
    }

    /** The consumer is seen to have the document that was published last. */
    public synchronized void documentIsKnown() {
        documents.known();
    }

    /** The consumer is seen to have an instance as it was registered last. */
    public synchronized void instanceIsKnown(int slot) {
        instances.get(slot).known();
    }

    /** Returns whether the consumer is seen to have it so. */
    public synchronized boolean isKnown(int slot) {
        return instances.get(slot).isKnown();
    }

    /** Returns whether a call may have gone to an instance. */
    public synchronized boolean mayServe(int slot, Wish wish, long startNanos, long endNanos) {
        return instances.get(slot).possible(startNanos, endNanos).stream()
                .filter(being -> being.registered() == Registered.ON)
                .anyMatch(being -> documents.possible(startNanos, endNanos).stream()
                        .anyMatch(document -> isIn(document, being.version(), wish)));
    }

    /** Returns whether a call may have been refused. */
    public synchronized boolean mayRefuse(Wish wish, long startNanos, long endNanos) {
        return wish == Wish.CANARY && documents.possible(startNanos, endNanos).contains(Document.STRICT_NOBODY);
    }

    /** Returns the document that was published last. */
    public synchronized Document document() {
        return documents.last();
    }

    /** Returns what an instance is to be. */
    public synchronized Being instance(int slot) {
        return instances.get(slot).last();
    }

    private static boolean isIn(Document document, String version, Wish wish) {
        boolean isGray = version.equals(document.version);
        boolean wantsGray = wish == Wish.CANARY && document.isEnabled;
        if (wantsGray && document.hasLane()) {
            return isGray;
        }
        return !isGray && (!wantsGray || document.fallsBack);
    }

    /** What something was, one after the other. */
    private static final class History<V> {

        private final List<Since<V>> all = new ArrayList<>();

        private History(V first) {
            all.add(new Since<>(first, System.nanoTime(), OptionalLong.empty()));
        }

        private void begin(V value) {
            all.add(new Since<>(value, System.nanoTime(), OptionalLong.empty()));
        }

        private boolean isKnown() {
            return all.get(all.size() - 1).knownNanos().isPresent();
        }

        private void known() {
            if (!isKnown()) {
                int at = all.size() - 1;
                all.set(at, all.get(at).known());
            }
        }

        private V last() {
            return all.get(all.size() - 1).value();
        }

        /** Returns what it may have been in a time. */
        private List<V> possible(long startNanos, long endNanos) {
            List<V> possible = new ArrayList<>();
            for (int i = all.size() - 1; i >= 0; i--) {
                Since<V> since = all.get(i);
                if (since.nanos() - endNanos <= 0) {
                    possible.add(since.value());
                }
                if (since.isSureAt(startNanos)) {
                    break;
                }
            }
            return possible;
        }
    }

    /** Something that was so from a moment on, and from a later one was known to the consumer. */
    private record Since<V>(V value, long nanos, OptionalLong knownNanos) {

        private Since<V> known() {
            return new Since<>(value, nanos, OptionalLong.of(System.nanoTime()));
        }

        private boolean isSureAt(long callNanos) {
            return knownNanos.isPresent() && callNanos - knownNanos.getAsLong() > ON_THE_WAY_NANOS;
        }
    }
}
