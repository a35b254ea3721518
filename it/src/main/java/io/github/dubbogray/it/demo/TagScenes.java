package io.github.dubbogray.it.demo;

/** Scenes of tags: without a tag, with a tag. */
final class TagScenes {

    private static final int CALLS = 500;

    private TagScenes() {}

    /** Untagged requests never reach a gray instance. */
    record Untagged() implements Scene {
        @Override
        public String title() {
            return "No tag: only v1";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("GET /echo without x-gray-tag, no document in Nacos");
            Tally tally = stage.crowd().untagged(CALLS);
            stage.screen().answers("no tag", tally);
            return Verdict.of(
                    tally.isOnly(Stage.STABLE), "untagged calls reach no gray instance", tally.answers() + "");
        }
    }

    /** Tagged requests go to the lane. */
    record Tagged() implements Scene {
        @Override
        public String title() {
            return "x-gray-tag: canary: only v2";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("GET /echo with x-gray-tag: canary, after a document that declares the lane");
            stage.publish(Documents.lanes(), () -> stage.hasLogged("Gray document in force"));
            Tally tally = stage.crowd().tagged("canary", CALLS);
            stage.screen().answers("x-gray-tag: canary", tally);
            return Verdict.of(tally.isOnly(Stage.GRAY), "tagged calls reach only their lane", tally.answers() + "");
        }
    }
}
