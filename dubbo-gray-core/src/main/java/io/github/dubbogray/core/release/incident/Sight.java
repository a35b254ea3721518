package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.DocumentSeen;
import io.github.dubbogray.core.release.Observation;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import java.util.List;

/**
 * What a look at a release shows of incidents.
 *
 * @param by who looked
 * @param release how it was kept before the look: what came of it is kept later, or not at all
 * @param judgement what the look says of harm
 * @param callers what each consumer has counted of the step so far
 */
public record Sight(String by, Release release, Observation seen, Judgement judgement, List<Caller> callers) {

    public Sight {
        callers = List.copyOf(callers);
    }

    /**
     * A look at a release on its way.
     *
     * @param before the release before the look
     * @param after what came out
     */
    public static Sight of(
            String by, ReleasePlan plan, Release before, Release after, Observation seen, List<Caller> callers) {
        return new Sight(by, before, seen, Judgement.of(plan, before, after, seen), callers);
    }

    /** A look at a release that is over. */
    public static Sight ofEnd(String by, Release release, Observation seen) {
        return new Sight(by, release, seen, new Judgement.None(), List.of());
    }

    /** Returns whether it shows harm that may not be known yet. */
    public boolean isOfHarm() {
        return judgement instanceof Judgement.Harm;
    }

    long millis() {
        return seen.nowMillis();
    }

    /** Returns whether all consumers go by the document that is there, and there is one at least. */
    boolean isEverywhere() {
        return seen.document() instanceof DocumentSeen.Present document
                && !seen.revisions().isEmpty()
                && seen.revisions().stream().allMatch(document.revision()::equals);
    }
}
