package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rules in a row, at most {@value #SIZE}, which is more than nearly any document has. Each source that a guard is on is read
 * once for all of them; which rules can claim the request is then looked up, and only these are asked, in their order.
 *
 * <p>Whatever overlaps, lookups take memory and work with the number of rules and values: a set has {@value RuleSet#BLOCK}
 * words at most, a range leads to four sets at most, and a text to one.
 */
final class Section {

    /** How many rules a section has room for. */
    static final int SIZE = RuleSet.BLOCK * RuleSet.BLOCK;

    private final Rule[] rules;

    /** What is left to ask of each rule whose guard holds. */
    private final Condition[] rests;

    private final Gate[] gates;
    private final RuleSets sets;

    /** The number of the set of rules without a guard: they are asked for every request. */
    private final int unguarded;

    private Section(List<Rule> list) {
        Map<Source, Gate.Builder> guards = new LinkedHashMap<>();
        RuleSet withoutGuard = RuleSet.EMPTY;
        this.rules = list.toArray(Rule[]::new);
        this.rests = new Condition[rules.length];
        for (int rule = 0; rule < rules.length; rule++) {
            Condition condition = rules[rule].condition();
            Optional<Condition.Leaf> guard = Guard.of(condition);
            if (guard.isPresent()) {
                guards.computeIfAbsent(guard.get().source(), Gate.Builder::new).add(guard.get(), rule);
                rests[rule] = Guard.rest(condition, guard.get());
            } else {
                withoutGuard = withoutGuard.with(rule);
                rests[rule] = condition;
            }
        }
        RuleSets.Builder numbers = new RuleSets.Builder();
        this.unguarded = numbers.numberOf(withoutGuard);
        this.gates = guards.values().stream().map(gate -> gate.build(numbers)).toArray(Gate[]::new);
        this.sets = numbers.build();
    }

    static Section of(List<Rule> rules) {
        return new Section(rules);
    }

    @Nullable Coloring claim(Request request, IntSupplier draw) {
        long found = sets.with(RuleSets.NOTHING, unguarded);
        for (Gate gate : gates) {
            found = gate.find(found, request, sets);
        }
        return found == RuleSets.TOO_MUCH ? claimInTurn(request, draw) : claimAmong(found, request, draw);
    }

    private @Nullable Coloring claimAmong(long found, Request request, IntSupplier draw) {
        for (long blocks = sets.blocks(found); blocks != 0; blocks &= blocks - 1) { // takes out the lowest bit
            int block = Long.numberOfTrailingZeros(blocks);
            for (long left = sets.in(block, found); left != 0; left &= left - 1) {
                int rule = block * RuleSet.BLOCK + Long.numberOfTrailingZeros(left);
                if (rests[rule].holdsFor(request)) {
                    return rules[rule].answer(request, draw);
                }
            }
        }
        return null;
    }

    private @Nullable Coloring claimInTurn(Request request, IntSupplier draw) {
        for (Rule rule : rules) {
            Coloring claim = rule.claim(request, draw);
            if (claim != null) {
                return claim;
            }
        }
        return null;
    }
}
