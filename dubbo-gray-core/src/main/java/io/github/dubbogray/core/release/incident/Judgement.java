package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.DocumentSeen;
import io.github.dubbogray.core.release.Observation;
import io.github.dubbogray.core.release.Paused;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.RollingBack;
import io.github.dubbogray.core.release.RunningStep;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Figures;
import java.util.Optional;

/** What a look at a release says of harm. */
sealed interface Judgement {

    /** Nothing: no step was judged, or no calls came. */
    record None() implements Judgement {}

    /** A step was judged, had calls, and showed no breach. */
    record Innocent(Origin origin) implements Judgement {}

    /**
     * The release takes the share away, or pauses, because of what it has seen.
     *
     * @param evidence what the step has shown
     * @param windowMillis how long a look lasts
     * @param reason why, a sentence without its full stop
     */
    record Harm(Origin origin, Trigger trigger, Evidence evidence, long windowMillis, String reason)
            implements Judgement {}

    /**
     * Judges a look.
     *
     * @param before the release before it
     * @param after what came out
     */
    static Judgement of(ReleasePlan plan, Release before, Release after, Observation seen) {
        Optional<Watch> watch = before.state()
                .watched()
                .filter(judged ->
                        isOn(judged.revision(), seen) && plan.revision().equals(before.plan()))
                .map(judged -> judged.plus(plan, seen.figures()));
        if (isStopped(after.state()) && !isStopped(before.state())) {
            return harm(plan, before, after, watch, seen);
        }
        return watch.isPresent() && hasFigures(seen.figures()) && after.state().step() >= 1
                ? new Innocent(origin(before, watch.get().step(), watch.get().sinceMillis()))
                : new None();
    }

    private static Judgement harm(
            ReleasePlan plan, Release before, Release after, Optional<Watch> watch, Observation seen) {
        Evidence evidence = watch.map(Watch::evidence).orElse(Evidence.NONE);
        long since = watch.map(Watch::sinceMillis).orElseGet(() -> sinceOf(before.state(), seen));
        return new Harm(
                origin(before, after.state().step(), since),
                Trigger.of(plan, evidence).orElseGet(Trigger.Undecided::new),
                evidence,
                plan.analysis().every().toMillis(),
                reasonOf(after.state()));
    }

    private static Origin origin(Release release, int step, long sinceMillis) {
        return new Origin(
                release.id(), step, release.subject().lane(), release.subject().rule(), sinceMillis);
    }

    /** Of a step that some consumer did not take over nothing was judged: since when it was published, then. */
    private static long sinceOf(ReleaseState state, Observation seen) {
        return state instanceof RunningStep.Spreading spreading ? spreading.sinceMillis() : seen.nowMillis();
    }

    private static boolean isStopped(ReleaseState state) {
        return state instanceof RollingBack
                || state instanceof ReleaseState.RolledBack
                || state instanceof Paused.Breached;
    }

    private static String reasonOf(ReleaseState state) {
        if (state instanceof RollingBack back) {
            return back.reason();
        }
        return state instanceof Paused paused ? paused.reason() : "";
    }

    private static boolean isOn(String revision, Observation seen) {
        return seen.document() instanceof DocumentSeen.Present present
                && present.revision().equals(revision);
    }

    private static boolean hasFigures(Figures figures) {
        return figures.calls().gray().calls() > 0 || !figures.answers().isEmpty();
    }
}
