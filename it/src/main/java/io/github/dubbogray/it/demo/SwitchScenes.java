package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Scenes of switches: a feature beside a route. */
final class SwitchScenes {

    private SwitchScenes() {}

    /** A feature for the users whom a ramp has: one application, one rule id, one user id. */
    record SameUsers() implements Scene {

        private static final String SWITCH = "feature.user.v2";
        private static final int USERS = 500;
        private static final int PERCENT = 10;

        @Override
        public String title() {
            return SWITCH + " for the " + PERCENT + " % of users that the ramp has, then off";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen()
                    .asked(USERS + " users, GET /echo and GET /features for each; demo-consumer colors " + PERCENT
                            + " % of them canary, by rule ramp");
            stage.reviveGray();
            stage.publish(Documents.lanes(), () -> stage.isCanaryServedBy("v2"));
            stage.publishForEntry(Documents.entry(PERCENT));
            Set<String> routed = stage.crowd().users(USERS).usersOf(Stage.GRAY);
            stage.screen()
                    .note("the route has " + routed.size() + " of them, and nobody the feature: "
                            + featured(stage).isEmpty());
            steer(stage, "switch", "apply", written(stage));
            String someone = routed.stream().findFirst().orElse("");
            Duration on = stage.awaitEffect(() -> has(stage, someone));
            Set<String> featured = featured(stage);
            stage.screen()
                    .note("on " + on.toMillis() + " ms after grayctl ended, in the same process, for " + featured.size()
                            + " of them: " + (featured.equals(routed) ? "the very same" : "not the same"));
            steer(stage, "switch", "set", SWITCH, "--off");
            Duration off = stage.awaitEffect(() -> !has(stage, someone));
            Set<String> left = featured(stage);
            stage.screen().note("off " + off.toMillis() + " ms after grayctl ended");
            return Verdict.of(
                    !routed.isEmpty() && featured.equals(routed) && left.isEmpty(),
                    "a feature and a route at one share choose the same users, and off is off for all, without a restart",
                    routed.size() + " users routed to gray, " + featured.size() + " with the feature, " + left.size()
                            + " once it is off");
        }

        private static void steer(Stage stage, String... command) {
            stage.screen().note("$ " + Operator.typed(command));
            stage.screen().note(stage.operatorOfEntry().run(command).strip());
        }

        private static String written(Stage stage) {
            try {
                Path file = stage.fleet().folder().resolve("switches.yaml");
                return Files.writeString(file, Documents.features(PERCENT)).toString();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the switches", e);
            }
        }

        private static Set<String> featured(Stage stage) {
            Set<String> featured = new TreeSet<>();
            IntStream.range(0, USERS)
                    .mapToObj(user -> "user-" + user)
                    .filter(user -> has(stage, user))
                    .forEach(featured::add);
            return featured;
        }

        private static boolean has(Stage stage, String user) {
            return stage.consumer().features(Map.of("user-id", user)) instanceof Reply.Featured reply
                    && reply.features().getOrDefault(SWITCH, false);
        }
    }
}
