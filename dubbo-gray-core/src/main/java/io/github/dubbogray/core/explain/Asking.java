package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the rules of all applications again, one by one. Which rule claims is the answer of the table itself; here it is
 * only said why the rules before it did not.
 */
final class Asking {

    private final Question question;
    private final List<RuleStep> steps = new ArrayList<>();
    private boolean claimed;

    private Asking(Question question) {
        this.question = question;
    }

    static List<RuleStep> of(List<Table> tables, Question question) {
        Asking asking = new Asking(question);
        tables.forEach(asking::ask);
        return asking.steps;
    }

    private void ask(Table table) {
        if (claimed || table.mode() == Table.Mode.DISABLED) {
            table.rules().list().forEach(rule -> steps.add(new RuleStep.NotAsked(table.application(), rule.id())));
            return;
        }
        Coloring answer = table.color(question.request(), question::draw);
        table.rules().list().forEach(rule -> steps.add(step(table.application(), rule, answer)));
    }

    private RuleStep step(String application, Rule rule, Coloring answer) {
        Condition failing = claimed ? null : rule.condition().firstFailing(question.request());
        if (failing != null) {
            return new RuleStep.NotClaimed(
                    application, rule.id(), failing.describe(), Seen.by(failing, question.request()));
        }
        if (!claimed
                && answer instanceof Coloring.Claimed claim
                && claim.ruleId().equals(rule.id())) {
            claimed = true;
            return new RuleStep.Claimed(
                    application, rule.id(), claim.lane(), claim.carry(), LanePick.of(rule, question));
        }
        return new RuleStep.NotAsked(application, rule.id());
    }
}
