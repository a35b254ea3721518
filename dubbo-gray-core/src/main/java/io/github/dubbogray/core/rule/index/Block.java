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

/** At most {@value #SIZE} rules in a row, a bit for each, so that a set of them needs no object. */
final class Block {

    /** How many rules a block has room for. */
    static final int SIZE = Long.SIZE;

    private final Rule[] rules;
    private final Gate[] gates;

    /** The rules without a guard: they are asked for every request. */
    private final long unguarded;

    private Block(Rule[] rules, Gate[] gates, long unguarded) {
        this.rules = rules;
        this.gates = gates;
        this.unguarded = unguarded;
    }

    static Block of(List<Rule> rules) {
        Map<Source, Gate.Builder> gates = new LinkedHashMap<>();
        long unguarded = 0;
        for (int i = 0; i < rules.size(); i++) {
            Optional<Condition.Leaf> guard = Guard.of(rules.get(i).condition());
            if (guard.isPresent()) {
                gates.computeIfAbsent(guard.get().source(), Gate.Builder::new).add(guard.get(), 1L << i);
            } else {
                unguarded |= 1L << i;
            }
        }
        return new Block(
                rules.toArray(Rule[]::new),
                gates.values().stream().map(Gate.Builder::build).toArray(Gate[]::new),
                unguarded);
    }

    @Nullable Coloring claim(Request request, IntSupplier draw) {
        long left = unguarded;
        for (Gate gate : gates) {
            left |= gate.open(request);
        }
        while (left != 0) {
            Coloring claim = rules[Long.numberOfTrailingZeros(left)].claim(request, draw);
            if (claim != null) {
                return claim;
            }
            left &= left - 1; // takes out the lowest bit
        }
        return null;
    }
}
