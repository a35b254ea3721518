package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Checks that the lane and the rule of a plan are there, and that the rule's share for the lane can rise to everything. */
record RampCheck(Table inForce, Fields plan) {

    void check(Optional<String> lane, Optional<String> rule) {
        boolean isLane = lane.filter(this::isDeclared).isPresent();
        if (lane.isPresent() && !isLane) {
            report(
                    "lane",
                    ProblemKind.UNKNOWN_LANE,
                    "lane " + Quoted.of(lane.get()) + " is not declared in the document in force; declared are "
                            + Listed.sorted(names(inForce.lanes(), Lane::name)));
        }
        rule.ifPresent(id -> ruleWith(id)
                .ifPresentOrElse(
                        found -> lane.filter(name -> isLane).ifPresent(name -> checkShares(found, name)),
                        () -> reportUnknown(id)));
    }

    private boolean isDeclared(String lane) {
        return inForce.lanes().stream().anyMatch(declared -> declared.name().equals(lane));
    }

    private Optional<Rule> ruleWith(String id) {
        return inForce.rules().list().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    private void reportUnknown(String id) {
        report(
                "rule",
                ProblemKind.UNKNOWN_RULE,
                "rule " + Quoted.of(id) + " is not in the document in force; there "
                        + (inForce.rules().list().isEmpty()
                                ? "is none"
                                : "are " + Listed.sorted(names(inForce.rules().list(), Rule::id))));
    }

    /** Everything that the lane does not have must be stable's, which it is compared with. */
    private void checkShares(Rule rule, String lane) {
        List<Share> shares = rule.target().shares();
        Predicate<Share> isLane = share -> share.lane().equals(lane);
        Predicate<Share> isStable = share -> Tag.isStable(share.lane());
        boolean isRamp = shares.stream().anyMatch(isLane)
                && shares.stream().anyMatch(isStable)
                && shares.stream().noneMatch(isLane.or(isStable).negate().and(share -> share.basisPoints() > 0));
        if (!isRamp) {
            report(
                    "rule",
                    ProblemKind.RULE_CANNOT_RAMP,
                    "rule " + Quoted.of(rule.id()) + " gives "
                            + Quoted.sentence(rule.target().describe())
                            + "; a release needs a rule that splits between " + lane + " and stable, as { " + lane
                            + ": 0%, stable: 100% }");
        }
    }

    private void report(String key, ProblemKind kind, String message) {
        Optional<Field> field = plan.optional(key);
        field.ifPresent(found -> found.wrong(kind, message));
    }

    private static <T> List<String> names(List<T> some, Function<T, String> name) {
        return some.stream().map(name).toList();
    }
}
