package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.Table;

/**
 * Whose share a release moves: what its plan said when it was started. A plan that is put in its place later may speak of
 * another share; what is taken away in a rollback is this one.
 *
 * @param lane the lane that is released, not stable
 * @param rule the id of the rule that gives it the share
 */
public record Subject(String lane, String rule) {

    /** Returns that of a plan. */
    public static Subject of(ReleasePlan plan) {
        return new Subject(plan.lane(), plan.rule());
    }

    /** Returns the share in basis points; 0 where the table has no such rule, or the rule nothing for the lane. */
    public int shareIn(Table table) {
        return table.rules().list().stream()
                .filter(found -> found.id().equals(rule))
                .flatMap(found -> found.target().shares().stream())
                .filter(share -> share.lane().equals(lane))
                .mapToInt(Share::basisPoints)
                .sum();
    }

    /** Says it: {@code lane canary by rule ramp}. */
    public String describe() {
        return "lane " + lane + " by rule " + rule;
    }
}
