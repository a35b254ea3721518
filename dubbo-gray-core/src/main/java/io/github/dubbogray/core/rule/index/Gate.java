package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.NumberRange;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All guards of a block on one source, whose value is read once for all of them. A set of rules is a {@code long} with a
 * bit for each.
 */
final class Gate {

    private final Source source;
    private final long withoutValue;
    private final long withAnyValue;
    private final Map<String, Long> byValue;
    private final Test[] tests;
    private final Range[] ranges;

    private Gate(Builder builder) {
        this.source = builder.source;
        this.withoutValue = builder.withoutValue;
        this.withAnyValue = builder.withAnyValue;
        this.byValue = new HashMap<>(builder.byValue);
        this.tests = builder.tests.toArray(Test[]::new);
        this.ranges = builder.ranges.toArray(Range[]::new);
    }

    private record Test(Matcher matcher, long rules) {}

    private record Range(NumberRange range, long rules) {}

    /** Returns the rules whose guard on this source holds. */
    long open(Request request) {
        String value = source.valueIn(request);
        if (value == null) {
            return withoutValue;
        }
        Long wanting = byValue.get(value);
        long open = wanting == null ? withAnyValue : withAnyValue | wanting;
        for (Test test : tests) {
            open |= test.matcher.matches(value) ? test.rules : 0;
        }
        return ranges.length == 0 ? open : open | inRange(value);
    }

    /** Reads the number once for all ranges. */
    private long inRange(String value) {
        long open = 0;
        if (NumberRange.isWhole(value)) {
            long number = Long.parseLong(value);
            for (Range range : ranges) {
                open |= range.range.contains(number) ? range.rules : 0;
            }
            return open;
        }
        Optional<BigDecimal> number = NumberRange.read(value);
        if (number.isPresent()) {
            for (Range range : ranges) {
                open |= range.range.contains(number.get()) ? range.rules : 0;
            }
        }
        return open;
    }

    /** Collects the guards on one source. */
    static final class Builder {

        private final Source source;
        private final Map<String, Long> byValue = new HashMap<>();
        private final List<Test> tests = new ArrayList<>();
        private final List<Range> ranges = new ArrayList<>();
        private long withoutValue;
        private long withAnyValue;

        Builder(Source source) {
            this.source = source;
        }

        /** Adds the guard of a rule. */
        void add(Condition.Leaf guard, long rule) {
            if (guard instanceof Condition.Absent) {
                withoutValue |= rule;
            } else if (guard instanceof Condition.Matches matches) {
                add(matches, rule);
            } else {
                withAnyValue |= rule;
            }
        }

        private void add(Condition.Matches guard, long rule) {
            if (Guard.isByValue(guard)) {
                Guard.values(guard).forEach(value -> byValue.merge(value, rule, (a, b) -> a | b));
            } else if (guard.matcher() instanceof Matcher.Within within) {
                ranges.add(new Range(within.range(), rule));
            } else {
                tests.add(new Test(guard.matcher(), rule));
            }
        }

        Gate build() {
            return new Gate(this);
        }
    }
}
