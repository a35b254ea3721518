package io.github.dubbogray.core.rule.index;

/**
 * Finds the rules whose guards let a value pass, for all guards of one kind on one source together, in a time that hardly
 * grows with their number. Allocates nothing, but for numbers with a fraction.
 */
sealed interface Lookup permits ValueLookup, AffixLookup, RangeLookup {

    /** Returns the number of the set of these rules. */
    int find(String value);
}
