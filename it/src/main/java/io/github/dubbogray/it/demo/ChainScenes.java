package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Reply;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Scenes of a chain: entry, demo-a, demo-b and demo-c, of which demo-a and demo-c have a gray instance. */
final class ChainScenes {

    private static final int CALLS = 100;
    private static final String GRAY_PATH = "a-gray, b, c-gray";
    private static final String STABLE_PATH = "a, b, c";

    private ChainScenes() {}

    /** A tag survives a hop that has no such lane. */
    record Tagged() implements Scene {
        @Override
        public String title() {
            return "A chain with x-gray-tag: canary: gray, stable, gray";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.startChain();
            Map<String, String> headers = Map.of("x-gray-tag", "canary");
            stage.screen().asked("GET /chain with x-gray-tag: canary; demo-b has no gray instance; no documents");
            SortedMap<String, Integer> paths = paths(stage, call -> headers);
            stage.screen().answers("hops, with the tag they saw", paths);
            showServedBy(stage, headers);
            return Verdict.of(
                    paths.keySet().equals(Set.of(GRAY_PATH + " [canary]")),
                    "the tag reaches every hop, also behind one that cannot serve it",
                    paths + "");
        }
    }

    /** Without a tag every hop is stable. */
    record Untagged() implements Scene {
        @Override
        public String title() {
            return "A chain without a tag: stable everywhere";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("GET /chain without x-gray-tag");
            SortedMap<String, Integer> paths = paths(stage, call -> Map.of());
            stage.screen().answers("hops, with the tag they saw", paths);
            return Verdict.of(
                    paths.keySet().equals(Set.of(STABLE_PATH + " []")),
                    "an untagged request meets no gray instance on any hop",
                    paths + "");
        }
    }

    /** The entry's document decides once, for the whole chain. */
    record Colored() implements Scene {

        private static final int PERCENT = 30;

        @Override
        public String title() {
            return "Colored at the entry by user id: all hops agree";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen()
                    .asked("GET /chain for " + CALLS + " users; demo-consumer's own document: canary " + PERCENT
                            + " %, sticky by header user-id");
            stage.publishForEntry(Documents.entry(PERCENT));
            IntFunction<Map<String, String>> user = call -> Map.of("user-id", "user-" + call);
            SortedMap<String, Integer> paths = paths(stage, user);
            stage.screen().answers("hops, with the tag they saw", paths);
            return Verdict.of(
                    paths.keySet().equals(Set.of(GRAY_PATH + " [canary]", STABLE_PATH + " [stable]"))
                            && paths.equals(paths(stage, user)),
                    "a request is gray on all hops that can be or on none, and the same users are the second time",
                    paths + "");
        }
    }

    /** Returns how often each path was taken, with the tags that its hops saw. */
    private static SortedMap<String, Integer> paths(Stage stage, IntFunction<Map<String, String>> headersOf) {
        SortedMap<String, Integer> paths = new TreeMap<>();
        for (int call = 0; call < CALLS; call++) {
            paths.merge(path(stage.consumer().chain(headersOf.apply(call))), 1, Integer::sum);
        }
        return paths;
    }

    /** Says {@code a-gray, b, c-gray [canary]}; several tags in the brackets would mean that hops disagree. */
    private static String path(Reply reply) {
        if (!(reply instanceof Reply.Chained chain)) {
            return reply.toString();
        }
        String instances = String.join(
                ", ",
                chain.hops().stream().skip(1).map(Reply.Answered::instance).toList());
        String tags = String.join(
                " ", chain.hops().stream().map(Reply.Answered::tag).distinct().toList());
        return instances + " [" + tags + "]";
    }

    private static void showServedBy(Stage stage, Map<String, String> headers) {
        if (stage.consumer().chain(headers) instanceof Reply.Chained chain
                && !chain.servedBy().isEmpty()) {
            stage.screen().note("x-gray-served-by: " + chain.servedBy());
        }
    }
}
