package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.rule.index.Rules;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a table says, to be compared with what another one says. The text that made it is no part of it.
 *
 * @param mode whether rules and tags are in force
 * @param settings the rest of the table, but for its rules and the release
 * @param release which step of which release calls are counted for
 */
record TableContent(Table.Mode mode, Table settings, List<RuleContent> rules, ReleaseMark release) {

    TableContent {
        rules = List.copyOf(rules);
    }

    /**
     * What a rule says.
     *
     * @param to the target as documents say it: lanes, shares and sticky key
     */
    record RuleContent(String id, Condition when, String to, List<Coloring.Claimed> claims) {

        static RuleContent of(Rule rule) {
            return new RuleContent(rule.id(), rule.condition(), rule.target().describe(), rule.claims());
        }
    }

    static TableContent of(Table table) {
        Table settings = new Table(
                table.application(),
                Table.NO_REVISION,
                Table.Mode.ENABLED,
                table.stable(),
                table.gray(),
                Rules.NONE,
                table.labelPriority(),
                table.prefer(),
                table.unmatched(),
                table.failures(),
                ReleaseMark.NONE);
        return new TableContent(
                table.mode(),
                settings,
                table.rules().list().stream().map(RuleContent::of).toList(),
                table.release());
    }

    /** Returns the same in another mode. */
    TableContent in(Table.Mode other) {
        return new TableContent(other, settings, rules, release);
    }

    /** Returns the same of another release. */
    TableContent of(ReleaseMark other) {
        return new TableContent(mode, settings, rules, other);
    }

    /** Returns the same but for the target of the rule at a position; its lanes stay. */
    TableContent with(int position, Target target) {
        List<RuleContent> changed = new ArrayList<>(rules);
        RuleContent rule = rules.get(position);
        changed.set(position, new RuleContent(rule.id(), rule.when(), target.describe(), rule.claims()));
        return new TableContent(mode, settings, changed, release);
    }
}
