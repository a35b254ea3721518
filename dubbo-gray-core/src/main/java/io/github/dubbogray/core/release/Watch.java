package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.plan.Analysis;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Figures;

/**
 * A step that all consumers go by, while it is judged.
 *
 * @param step its number, from 1
 * @param revision the document that says so; any other one is an operator's edit
 * @param sinceMillis since when all consumers go by it
 * @param evidence what it has shown
 */
public record Watch(int step, String revision, long sinceMillis, Evidence evidence) {

    /** Returns the watch after another look. */
    public Watch plus(ReleasePlan plan, Figures figures) {
        if (figures.equals(Figures.NONE)) {
            return this;
        }
        double share = plan.step(step).basisPoints() / Analysis.WHOLE;
        return new Watch(step, revision, sinceMillis, evidence.plus(plan.analysis(), share, figures));
    }

    /** Returns whether another one is of the same step on the same document, since the same moment. */
    boolean isOfSameStep(Watch other) {
        return step == other.step && revision.equals(other.revision) && sinceMillis == other.sinceMillis;
    }

    /** Returns how long the step still has to hold; 0 where its time is over. */
    public long leftMillis(ReleasePlan plan, long nowMillis) {
        return Math.max(0, sinceMillis + plan.step(step).hold().toMillis() - nowMillis);
    }
}
