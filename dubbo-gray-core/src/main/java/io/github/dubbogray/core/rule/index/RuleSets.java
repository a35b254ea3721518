package io.github.dubbogray.core.rule.index;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The sets of rules that a section's lookups find, each with a number, so that what a request finds needs no object: the
 * numbers of its sets stand in one {@code long}. Number 0 is the set without rules, which is left out there.
 */
final class RuleSets {

    /** The number of the set without rules. */
    static final int NONE = 0;

    /** Nothing found. */
    static final long NOTHING = 0;

    /** More found than a {@code long} has room for. */
    static final long TOO_MUCH = -1;

    private final RuleSet[] sets;

    /** How many bits a number has. */
    private final int width;

    private RuleSets(List<RuleSet> sets) {
        this.sets = sets.toArray(RuleSet[]::new);
        this.width = Integer.SIZE - Integer.numberOfLeadingZeros(sets.size());
    }

    /** Gives sets their numbers; the same object has one. */
    static final class Builder {

        private final IdentityHashMap<RuleSet, Integer> numbers = new IdentityHashMap<>();
        private final List<RuleSet> sets = new ArrayList<>(List.of(RuleSet.EMPTY));

        int numberOf(RuleSet set) {
            return set.isEmpty() ? NONE : numbers.computeIfAbsent(set, this::add);
        }

        private int add(RuleSet set) {
            sets.add(set);
            return sets.size() - 1;
        }

        RuleSets build() {
            return new RuleSets(sets);
        }
    }

    /** Returns what was found before, and a set. */
    long with(long found, int set) {
        if (set == NONE) {
            return found;
        }
        boolean hasRoom = found >>> (Long.SIZE - 1 - width) == 0; // the sign is left out: no numbers are TOO_MUCH
        return hasRoom ? (found << width) | set : TOO_MUCH;
    }

    /** Returns the blocks that what was found has rules in, a bit for each. */
    long blocks(long found) {
        long blocks = 0;
        for (long left = found; left != NOTHING; left >>>= width) {
            blocks |= last(left).blocks();
        }
        return blocks;
    }

    /** Returns the rules of a block in what was found, a bit for each. */
    long in(int block, long found) {
        long rules = 0;
        for (long left = found; left != NOTHING; left >>>= width) {
            rules |= last(left).in(block);
        }
        return rules;
    }

    private RuleSet last(long found) {
        return sets[(int) (found & ((1L << width) - 1))];
    }
}
