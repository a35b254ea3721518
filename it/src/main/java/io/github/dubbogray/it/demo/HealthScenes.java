package io.github.dubbogray.it.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Scenes of providers that answer, and answer badly. */
final class HealthScenes {

    private HealthScenes() {}

    /** A lane whose calls fail is left, and taken back when it is well. */
    record SickLane() implements Scene {

        private static final int USERS = 60;

        /** A window's wait for calls that do not come, and one for each step, after the time that the lane is out. */
        private static final Duration LIMIT = Duration.ofSeconds(2 + 2 + 2 * 2 + 2);

        @Override
        public String title() {
            return "v2 fails every second call: its users are on stable before they know, and return";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("users of canary all the time; v2 begins to fail every second call, and stops later");
            stage.reviveGray();
            stage.publish(Documents.health(), () -> stage.crowd().users(USERS).isOnly(Stage.GRAY));
            Duration[] took = new Duration[2];
            Tally[] tripped = new Tally[1];
            Tally during = stage.crowd().during(Map.of("user-id", "user-1"), () -> {
                stage.makeSick("v2");
                took[0] = stage.awaitEffect(() -> stage.hasLogged("lane canary is tripped"));
                stage.heal("v2");
                tripped[0] = stage.crowd().users(USERS);
                took[1] = stage.awaitEffect(() -> stage.crowd().users(USERS).isOnly(Stage.GRAY));
            });
            stage.screen().answers("from well to sick to well again", during);
            stage.screen().answers("as soon as the lane was tripped", tripped[0]);
            stage.screen().note("the consumer's log says:");
            stage.healthLog("canary").forEach(line -> stage.screen().note("  " + line));
            Tally back = stage.crowd().users(USERS);
            stage.screen().answers("when it was back", back);
            return Verdict.of(
                    during.failed() > 0
                            && took[0].toSeconds() < 3
                            && tripped[0].isOnly(Stage.STABLE)
                            && took[1].compareTo(LIMIT) < 0
                            && back.isOnly(Stage.GRAY),
                    "the consumer leaves a sick lane within 3 s, nobody told it to, and comes back by itself",
                    "left after " + took[0].toMillis() + " ms, all back after " + took[1].toMillis() + " ms, "
                            + during.failed() + " of " + during.calls() + " calls failed");
        }
    }

    /** An instance whose calls fail is left, and the others of its lane serve. */
    record SickInstance() implements Scene {

        private static final int CALLS = 200;

        @Override
        public String title() {
            return "v1-b fails every second call: it alone is ejected, and returns";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("no tag all the time; v1-b begins to fail every second call, and stops later");
            stage.publish(
                    Documents.health(), () -> stage.crowd().untagged(CALLS).isOnly(Stage.STABLE));
            Duration[] took = new Duration[2];
            Tally[] ejected = new Tally[1];
            Tally during = stage.crowd().during(Map.of(), () -> {
                stage.makeSick("v1-b");
                took[0] = stage.awaitEffect(() -> stage.hasLogged("of lane stable is ejected"));
                stage.heal("v1-b");
                ejected[0] = stage.crowd().untagged(CALLS);
                took[1] = stage.awaitEffect(
                        () -> stage.crowd().untagged(CALLS / 10).answers().containsKey("v1-b"));
            });
            stage.screen().answers("from well to sick to well again", during);
            stage.screen().answers("as soon as it was ejected", ejected[0]);
            stage.screen().note("the consumer's log says:");
            stage.healthLog("stable").forEach(line -> stage.screen().note("  " + line));
            return Verdict.of(
                    during.failed() > 0
                            && took[0].toSeconds() < 3
                            && ejected[0].isOnly(Set.of("v1-a"))
                            && stage.crowd().untagged(CALLS).isOnly(Stage.STABLE),
                    "a sick instance is left within 3 s, the others serve, and it comes back by itself",
                    "left after " + took[0].toMillis() + " ms, back after " + took[1].toMillis() + " ms, "
                            + during.failed() + " of " + during.calls() + " calls failed");
        }
    }
}
