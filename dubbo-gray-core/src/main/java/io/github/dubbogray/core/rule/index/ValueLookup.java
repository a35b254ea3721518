package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Letters;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Guards that want a value to be one of some.
 *
 * @param numbers the numbers of sets, by value; never changed, and fast whatever hashes collide
 */
record ValueLookup(Map<String, Integer> numbers) implements Lookup {

    @Override
    public int find(String value) {
        Integer number = numbers.get(value);
        return number == null ? RuleSets.NONE : number;
    }

    /** Collects the values. */
    static final class Builder {

        private final Letters letters;
        private final Map<String, RuleSet> sets;

        Builder(Letters letters) {
            this.letters = letters;
            this.sets = newMap(letters);
        }

        void add(String value, RuleSet rule) {
            sets.merge(value, rule, RuleSet::with);
        }

        ValueLookup build(RuleSets.Builder numbers) {
            Map<String, Integer> byValue = newMap(letters);
            sets.forEach((value, set) -> byValue.put(value, numbers.numberOf(set)));
            return new ValueLookup(byValue);
        }

        private static <V> Map<String, V> newMap(Letters letters) {
            return switch (letters) {
                case EXACT -> new HashMap<>();
                case ANY_CASE -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            };
        }
    }
}
