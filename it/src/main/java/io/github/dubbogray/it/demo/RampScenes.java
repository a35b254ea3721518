package io.github.dubbogray.it.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Scenes of a ramp: a share of the users, and a larger one. */
final class RampScenes implements Scene {

    private static final int USERS = 2_000;

    private final String title;
    private final int percent;
    private final Set<String> before;
    private final Set<String> after;

    private RampScenes(String title, int percent, Set<String> before, Set<String> after) {
        this.title = title;
        this.percent = percent;
        this.before = before;
        this.after = after;
    }

    /** A tenth of the users. */
    static RampScenes first(Set<String> chosen) {
        return new RampScenes("A 10 % ramp by user-id, pushed through Nacos", 10, Set.of(), chosen);
    }

    /** Half of the users; those who were chosen before stay. */
    static RampScenes second(Set<String> chosen) {
        return new RampScenes("The ramp goes to 50 % by grayctl: who was in stays in", 50, chosen, new HashSet<>());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Verdict play(Stage stage) {
        stage.screen().asked(USERS + " users, one call each, twice; rule: canary " + percent + " %, sticky by user-id");
        int accepted = inForce(stage);
        Duration took = publish(stage, () -> inForce(stage) > accepted);
        stage.screen().note("in force at the consumer " + took.toMillis() + " ms after the push");
        Tally first = stage.crowd().users(USERS);
        Tally second = stage.crowd().users(USERS);
        stage.screen().answers("first pass", first);
        Set<String> chosen = first.usersOf(Stage.GRAY);
        after.addAll(chosen);
        boolean same = chosen.equals(second.usersOf(Stage.GRAY));
        boolean kept = chosen.containsAll(before);
        return Verdict.of(
                same
                        && kept
                        && isWithinThreeSigma(chosen.size())
                        && first.failures().isEmpty(),
                "a share of " + percent + " % within 3 sigma, the same users twice, nobody taken back",
                String.format(
                        "%.1f %% of the users, second pass %s, %d of %d who were in before are in",
                        chosen.size() * 100.0 / USERS,
                        same ? "the same" : "different",
                        before.stream().filter(chosen::contains).count(),
                        before.size()));
    }

    /** The first share comes with its document; the next one is an edit of that, as an operator makes it. */
    private Duration publish(Stage stage, BooleanSupplier effect) {
        if (before.isEmpty()) {
            return stage.publish(Documents.ramp(percent), effect);
        }
        String[] command = {"lanes", "ramp", "canary", percent + "%"};
        stage.screen().note("$ " + Operator.typed(command));
        stage.screen().note(stage.operator().run(command).strip());
        return stage.awaitEffect(effect);
    }

    private boolean isWithinThreeSigma(int chosen) {
        double share = percent / 100.0;
        return Math.abs(chosen - USERS * share) <= 3 * Math.sqrt(USERS * share * (1 - share));
    }

    /** Returns how many documents the consumer has accepted. */
    private static int inForce(Stage stage) {
        return stage.consumer().process().output().split("Gray document in force", -1).length - 1;
    }
}
