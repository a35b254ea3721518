package io.github.dubbogray.core.document;

import io.github.dubbogray.core.rule.Condition;
import java.util.List;

/** Finds rules that an earlier rule keeps from ever claiming a request. */
final class RuleRemarks {

    /** Every rule is compared with every earlier one; more rules than this are not compared at all. */
    private static final int MAX_COMPARED = 1_000;

    private RuleRemarks() {}

    static void add(List<RulesReader.PlacedRule> rules) {
        for (int later = 1; later < Math.min(rules.size(), MAX_COMPARED); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (isHidden(rules.get(later), rules.get(earlier))) {
                    break; // one reason is enough
                }
            }
        }
    }

    private static boolean isHidden(RulesReader.PlacedRule later, RulesReader.PlacedRule earlier) {
        Condition condition = earlier.rule().condition();
        String first = "rule '" + earlier.rule().id() + "' at " + earlier.at().place();
        if (Condition.always().implies(condition)) {
            later.at()
                    .remark(
                            Severity.WARNING,
                            "is never asked: " + first
                                    + " claims every request; move that one to the end or delete this one");
            return true;
        }
        if (later.rule().condition().implies(condition)) {
            later.at()
                    .remark(
                            Severity.WARNING,
                            "never claims a request: " + first
                                    + " claims all that this one could; put this one first or delete it");
            return true;
        }
        return false;
    }
}
