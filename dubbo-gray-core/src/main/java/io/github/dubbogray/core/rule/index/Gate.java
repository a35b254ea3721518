package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All guards of a section on one source, whose value is read once for all of them. */
final class Gate {

    private final Source source;

    /** The number of the set of rules that want no value there. */
    private final int withoutValue;

    /** The number of the set of rules that want one, whichever. */
    private final int withAnyValue;

    private final Lookup[] lookups;

    private Gate(Builder builder, RuleSets.Builder numbers) {
        this.source = builder.source;
        this.withoutValue = numbers.numberOf(builder.withoutValue);
        this.withAnyValue = numbers.numberOf(builder.withAnyValue);
        this.lookups = builder.lookups(numbers).toArray(Lookup[]::new);
    }

    /** Returns what was found before, and the rules whose guard on this source holds. */
    long find(long before, Request request, RuleSets sets) {
        String value = source.valueIn(request);
        if (value == null) {
            return sets.with(before, withoutValue);
        }
        long found = sets.with(before, withAnyValue);
        for (Lookup lookup : lookups) {
            found = sets.with(found, lookup.find(value));
        }
        return found;
    }

    /** Collects the guards on one source. */
    static final class Builder {

        private final Source source;
        private final Map<Letters, ValueLookup.Builder> values = new EnumMap<>(Letters.class);
        private final Map<Letters, AffixLookup.Builder> prefixes = new EnumMap<>(Letters.class);
        private final Map<Letters, AffixLookup.Builder> suffixes = new EnumMap<>(Letters.class);
        private final RangeLookup.Builder ranges = new RangeLookup.Builder();
        private RuleSet withoutValue = RuleSet.EMPTY;
        private RuleSet withAnyValue = RuleSet.EMPTY;

        Builder(Source source) {
            this.source = source;
        }

        /** Adds the guard of a rule. */
        void add(Condition.Leaf guard, int rule) {
            if (guard instanceof Condition.Absent) {
                withoutValue = withoutValue.with(rule);
            } else if (guard instanceof Condition.Matches matches) {
                add(matches.matcher(), rule);
            } else {
                withAnyValue = withAnyValue.with(rule);
            }
        }

        private void add(Matcher guard, int rule) {
            RuleSet set = RuleSet.of(rule); // one object for all values, so that it has one number
            if (guard instanceof Matcher.Equal equal) {
                values(equal.letters()).add(equal.expected(), set);
            } else if (guard instanceof Matcher.OneOf oneOf) {
                oneOf.allowed().forEach(value -> values(oneOf.letters()).add(value, set));
            } else if (guard instanceof Matcher.Prefix prefix) {
                prefixes.computeIfAbsent(prefix.letters(), AffixLookup.Builder::ofPrefixes)
                        .add(prefix.prefix(), set);
            } else if (guard instanceof Matcher.Suffix suffix) {
                suffixes.computeIfAbsent(suffix.letters(), AffixLookup.Builder::ofSuffixes)
                        .add(suffix.suffix(), set);
            } else if (guard instanceof Matcher.Within within) {
                ranges.add(within.range(), rule);
            } else {
                throw new IllegalArgumentException("no lookup for " + guard);
            }
        }

        private ValueLookup.Builder values(Letters letters) {
            return values.computeIfAbsent(letters, ValueLookup.Builder::new);
        }

        Gate build(RuleSets.Builder numbers) {
            return new Gate(this, numbers);
        }

        private List<Lookup> lookups(RuleSets.Builder numbers) {
            List<Lookup> lookups = new ArrayList<>();
            values.values().forEach(lookup -> lookups.add(lookup.build(numbers)));
            prefixes.values().forEach(lookup -> lookups.add(lookup.build(numbers)));
            suffixes.values().forEach(lookup -> lookups.add(lookup.build(numbers)));
            if (!ranges.isEmpty()) {
                lookups.add(ranges.build(numbers));
            }
            return lookups;
        }
    }
}
