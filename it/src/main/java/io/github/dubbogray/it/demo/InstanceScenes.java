package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scenes of instances that change, die and are missing. */
final class InstanceScenes {

    private static final Map<String, String> CANARY = Map.of("x-gray-tag", "canary");

    private InstanceScenes() {}

    /** An operator's edit moves an instance from lane to lane while calls run. */
    record Edited() implements Scene {
        @Override
        public String title() {
            return "A label edited in Nacos moves an instance, while calls run";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("x-gray-tag: canary all the time; v1-b becomes version=v2, then is taken back");
            stage.publish(Documents.lanes(), () -> true);
            Duration[] took = new Duration[2];
            Tally during = stage.crowd().during(CANARY, () -> {
                stage.fleet().edit(stage.second(), Map.of("gray.version", "v2"));
                took[0] = stage.awaitEffect(() -> stage.isCanaryServedBy("v1-b"));
                Stage.pause(500);
                stage.fleet().takeBack(stage.second(), "gray.version");
                took[1] = stage.awaitEffect(
                        () -> stage.crowd().tagged("canary", 20).isOnly(Stage.GRAY));
            });
            stage.screen().answers("x-gray-tag: canary", during);
            Tally after = stage.crowd().tagged("canary", 200);
            stage.screen().answers("after it was taken back", after);
            return Verdict.of(
                    during.failures().isEmpty() && during.answers().containsKey("v1-b") && after.isOnly(Stage.GRAY),
                    "an edit takes effect both ways, no restart, no failed call",
                    "moved in after " + took[0].toMillis() + " ms, out after " + took[1].toMillis() + " ms");
        }
    }

    /** An operator's weight is the share of calls. */
    record Weighed() implements Scene {

        private static final int CALLS = 1_200;
        private static final double SHARE = 1.0 / 6;
        private static final double THREE_SIGMA = 3 * Math.sqrt(SHARE * (1 - SHARE) / CALLS);

        @Override
        public String title() {
            return "A weight edited in Nacos is the share of calls; weight 0 gets none";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("no tag; the weight of v1-b goes from 1 to 0.2, to 0, and back");
            stage.fleet().weigh(stage.second(), 0.2);
            Duration lighter =
                    stage.awaitEffect(() -> isNear(SHARE, stage.crowd().untagged(CALLS / 4)));
            Tally first = stage.crowd().untagged(CALLS);
            // One sample in 370 lies outside of 3 sigma by chance; two in a row do not.
            Tally light = isExact(first) ? first : stage.crowd().untagged(CALLS);
            stage.screen().answers("weight 0.2 beside 1", light);
            stage.fleet().weigh(stage.second(), 0);
            Duration gone = stage.awaitEffect(() -> shareOf(stage.crowd().untagged(100)) == 0);
            Tally none = stage.crowd().untagged(CALLS / 4);
            stage.screen().answers("weight 0", none);
            stage.fleet().weigh(stage.second(), 1);
            stage.awaitEffect(() -> isNear(0.5, stage.crowd().untagged(CALLS / 4)));
            Tally back = stage.crowd().untagged(CALLS);
            stage.screen().answers("weight 1 again", back);
            return Verdict.of(
                    isExact(light) && none.isOnly(Set.of("v1-a")) && back.isOnly(Stage.STABLE) && isNear(0.5, back),
                    "the share is the weight's within 3 sigma, 0 means no call, no restart",
                    "lighter after " + lighter.toMillis() + " ms, gone after " + gone.toMillis() + " ms");
        }

        private static boolean isExact(Tally light) {
            return Math.abs(shareOf(light) - SHARE) <= THREE_SIGMA;
        }

        private static double shareOf(Tally tally) {
            return tally.answers().getOrDefault("v1-b", 0) / (double) tally.calls();
        }

        private static boolean isNear(double share, Tally tally) {
            return Math.abs(shareOf(tally) - share) < 0.08;
        }
    }

    /** A lane that dies falls back to stable. */
    record Killed() implements Scene {
        @Override
        public String title() {
            return "v2 is killed under load: tagged calls fall back to stable";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("x-gray-tag: canary all the time; v2 is killed (SIGKILL) after a second");
            List<Tally> later = new ArrayList<>();
            Tally during = stage.crowd().during(CANARY, () -> {
                Stage.pause(1_000);
                stage.gray().process().kill();
                later.add(stage.crowd().tagged("canary", 300));
            });
            Tally after = later.get(0);
            stage.screen().answers("calls before, and in flight when v2 died", during);
            stage.screen().answers("calls that began after it had died", after);
            return Verdict.of(
                    during.answers().containsKey("v2")
                            && during.failed() <= Crowd.THREADS
                            && after.isOnly(Stage.STABLE),
                    "calls fall back to stable, none fails but those in flight",
                    "failed in flight " + during.failed() + ", failed later " + after.failed());
        }
    }

    /** A strict lane refuses rather than crosses. */
    record Strict() implements Scene {
        @Override
        public String title() {
            return "A strict lane without instances refuses, and says why";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("x-gray-tag: canary, lane with `fallback: []`, v2 still dead");
            stage.publish(Documents.strict(), () -> stage.tagged("canary") instanceof Reply.Failed);
            Tally tally = stage.crowd().tagged("canary", 100);
            stage.screen().answers("x-gray-tag: canary", tally);
            Reply reply = stage.tagged("canary");
            String detail = reply instanceof Reply.Failed failed ? failed.title() + ": " + failed.detail() : "answered";
            stage.screen().note("the caller sees: " + detail);
            Tally untagged = stage.crowd().untagged(100);
            return Verdict.of(
                    tally.failures().keySet().equals(Set.of("failed: GrayRefusedException"))
                            && tally.answers().isEmpty()
                            && detail.contains("'canary'")
                            && detail.contains("lane canary has 0 of 0 instances present, needs 1")
                            && untagged.isOnly(Stage.STABLE),
                    "a typed error names tag, tiers and counts; nobody else is touched",
                    "untagged calls: " + untagged.answers());
        }
    }
}
