package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.table.ReleaseMark;
import java.util.List;

/**
 * How a lane gets its share, step by step.
 *
 * @param application the application whose document changes
 * @param revision names the text that made the plan
 * @param lane the lane that is released, not stable
 * @param rule the id of the rule whose share moves
 * @param steps rising, the first below everything, the last everything; up to {@link ReleaseMark.OfStep#MOST}
 * @param analysis how steps are judged
 * @param onBreach what a breach leads to, default {@link Response#ROLLBACK}
 * @param onInconclusive what no decision leads to
 */
public record ReleasePlan(
        String application,
        String revision,
        String lane,
        String rule,
        List<Step> steps,
        Analysis analysis,
        Response onBreach,
        Undecided onInconclusive) {

    public ReleasePlan {
        steps = List.copyOf(steps);
        if (!isRise(steps) || steps.size() > ReleaseMark.OfStep.MOST) {
            throw new IllegalArgumentException(
                    "steps have " + steps.stream().map(Step::share).toList() + ", must rise to 100% in 2 to "
                            + ReleaseMark.OfStep.MOST + " steps");
        }
    }

    /** Returns whether steps rise to everything, from a first one that leaves something to compare with. */
    static boolean isRise(List<Step> steps) {
        int before = 0;
        for (Step step : steps) {
            if (step.basisPoints() <= before) {
                return false;
            }
            before = step.basisPoints();
        }
        return steps.size() > 1 && steps.get(steps.size() - 1).isEverything();
    }

    /**
     * Returns a step.
     *
     * @param number from 1
     */
    public Step step(int number) {
        return steps.get(number - 1);
    }

    /** Returns whether no step follows the one with this number. */
    public boolean isLast(int number) {
        return number == steps.size();
    }
}
