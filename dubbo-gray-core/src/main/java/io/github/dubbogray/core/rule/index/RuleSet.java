package io.github.dubbogray.core.rule.index;

import java.util.Arrays;

/**
 * Some rules of a {@link Section}, by their position in it; immutable. Rules stand in blocks of 64. A set says which blocks
 * it has rules in, and for each of these which rules, so that those of several sets are found without looking at the rest.
 */
final class RuleSet {

    /** How many rules there are in a block, and how many blocks in a section. */
    static final int BLOCK = Long.SIZE;

    /** No rules. */
    static final RuleSet EMPTY = new RuleSet(0, 0, new long[0]);

    /** A bit for each block that has one of the rules. */
    private final long blocks;

    /** The rules of the first of these blocks, a bit for each. */
    private final long first;

    /** The rules of the others, in their order; most sets have none. */
    private final long[] others;

    private RuleSet(long blocks, long first, long[] others) {
        this.blocks = blocks;
        this.first = first;
        this.others = others;
    }

    /** Returns the set of one rule. */
    static RuleSet of(int rule) {
        return new RuleSet(1L << (rule / BLOCK), bit(rule), EMPTY.others);
    }

    /** Returns the set of what is in an array with a word for each block. */
    static RuleSet ofWords(long[] words) {
        long blocks = 0;
        long[] filled = new long[words.length];
        int size = 0;
        for (int block = 0; block < words.length; block++) {
            if (words[block] != 0) {
                blocks |= 1L << block;
                filled[size++] = words[block];
            }
        }
        return size == 0
                ? EMPTY
                : new RuleSet(blocks, filled[0], size == 1 ? EMPTY.others : Arrays.copyOfRange(filled, 1, size));
    }

    /** Returns this set with a rule more. */
    RuleSet with(int rule) {
        return isEmpty() ? of(rule) : with(of(rule));
    }

    /** Returns what is in this set or another. */
    RuleSet with(RuleSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        long[] words = new long[Long.SIZE - Long.numberOfLeadingZeros(blocks | other.blocks)];
        for (int block = 0; block < words.length; block++) {
            words[block] = in(block) | other.in(block);
        }
        return ofWords(words);
    }

    /** Returns the blocks that have one of the rules, a bit for each. */
    long blocks() {
        return blocks;
    }

    boolean isEmpty() {
        return blocks == 0;
    }

    /** Returns the rules of a block that are in this set, a bit for each. */
    long in(int block) {
        long bit = 1L << block;
        if ((blocks & bit) == 0) {
            return 0;
        }
        int before = Long.bitCount(blocks & (bit - 1));
        return before == 0 ? first : others[before - 1];
    }

    /** Returns the bit of a rule in the word of its block. */
    static long bit(int rule) {
        return 1L << (rule % BLOCK);
    }
}
