package io.github.dubbogray.core.document;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Implication;
import java.util.List;

/** Finds rules that an earlier rule keeps from ever claiming a request. */
final class RuleRemarks {

    /** Every rule is compared with every earlier one; more rules than this are not compared at all. */
    private static final int MAX_COMPARED = 1_000;

    /** What comparing may take in one document; what is left after that is not compared. */
    private static final long MAX_STEPS = 4_000_000;

    private final Implication implication = Implication.within(MAX_STEPS);

    private RuleRemarks() {}

    static void add(List<RulesReader.PlacedRule> rules) {
        new RuleRemarks().addAll(rules.subList(0, Math.min(rules.size(), MAX_COMPARED)));
    }

    private void addAll(List<RulesReader.PlacedRule> rules) {
        for (int later = 1; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later && !implication.isExhausted(); earlier++) {
                if (isHidden(rules.get(later), rules.get(earlier))) {
                    break; // one reason is enough
                }
            }
        }
    }

    private boolean isHidden(RulesReader.PlacedRule later, RulesReader.PlacedRule earlier) {
        Condition condition = earlier.rule().condition();
        if (implication.isProven(Condition.always(), condition)) {
            later.at()
                    .remark(
                            ProblemKind.RULE_NEVER_ASKED,
                            "is never asked: " + named(earlier)
                                    + " claims every request; move that one to the end or delete this one");
            return true;
        }
        if (implication.isProven(later.rule().condition(), condition)) {
            later.at()
                    .remark(
                            ProblemKind.RULE_HIDDEN,
                            "never claims a request: " + named(earlier)
                                    + " claims all that this one could; put this one first or delete it");
            return true;
        }
        return false;
    }

    private static String named(RulesReader.PlacedRule rule) {
        return "rule '" + rule.rule().id() + "' at " + rule.at().place();
    }
}
