package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.address.Network;
import io.github.dubbogray.core.address.Networks;
import io.github.dubbogray.core.rule.regex.Regex;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A test of one value that is there. */
public sealed interface Matcher {

    /** Returns whether the value passes. */
    boolean matches(String value);

    /** Returns whether a regular expression in this test does not look at the value because of its length. */
    default boolean isTooLong(String value) {
        return false;
    }

    /** Returns whether there is a regular expression in this test, so that there are values that are too long for it. */
    default boolean looksAtLength() {
        return false;
    }

    /** Returns about how many comparisons of short texts a test of a value of this length takes. */
    default long effort(int length) {
        return 1 + length / 64L;
    }

    /** Returns about how many comparisons of short texts it takes to compare this with another test. */
    default long size() {
        return 1;
    }

    /** Says what passes, to be read after a source: {@code is qa}, {@code in [1001, 1002]}. */
    String describe();

    /** The value is this one. */
    record Equal(String expected, Letters letters) implements Matcher {

        /** The value is exactly this one. */
        public Equal(String expected) {
            this(expected, Letters.EXACT);
        }

        @Override
        public boolean matches(String value) {
            return letters.same(value, expected);
        }

        @Override
        public long size() {
            return 1 + expected.length() / 64L;
        }

        @Override
        public String describe() {
            return "is " + Quoted.bare(expected) + letters.remark();
        }
    }

    /** The value is one of these. */
    record OneOf(Set<String> allowed, Letters letters) implements Matcher {

        public OneOf {
            allowed = letters.copyOf(allowed);
        }

        /** The value is exactly one of these. */
        public OneOf(Set<String> allowed) {
            this(allowed, Letters.EXACT);
        }

        @Override
        public boolean matches(String value) {
            return allowed.contains(value);
        }

        @Override
        public long size() {
            return allowed.size();
        }

        @Override
        public String describe() {
            return "in [" + Listed.sorted(allowed) + "]" + letters.remark();
        }
    }

    /** The value is an address in one of these networks. */
    record Inside(Networks networks) implements Matcher {

        @Override
        public boolean matches(String value) {
            return networks.contain(value);
        }

        @Override
        public long size() {
            return networks.size();
        }

        @Override
        public String describe() {
            return "in ["
                    + Listed.sorted(
                            networks.list().stream().map(Network::toString).toList()) + "]";
        }
    }

    /** The value begins with this text. */
    record Prefix(String prefix, Letters letters) implements Matcher {

        /** The value begins with exactly this text. */
        public Prefix(String prefix) {
            this(prefix, Letters.EXACT);
        }

        @Override
        public boolean matches(String value) {
            return letters.begins(value, prefix);
        }

        @Override
        public String describe() {
            return "begins with " + Quoted.bare(prefix) + letters.remark();
        }
    }

    /** The value ends with this text. */
    record Suffix(String suffix, Letters letters) implements Matcher {
        @Override
        public boolean matches(String value) {
            return letters.ends(value, suffix);
        }

        @Override
        public String describe() {
            return "ends with " + Quoted.bare(suffix) + letters.remark();
        }
    }

    /** The whole value matches a regular expression. */
    record Matching(Regex regex, Letters letters) implements Matcher {
        @Override
        public boolean matches(String value) {
            return regex.matches(value);
        }

        @Override
        public boolean isTooLong(String value) {
            return regex.isTooLong(value);
        }

        @Override
        public boolean looksAtLength() {
            return true;
        }

        @Override
        public long effort(int length) {
            return 1 + (long) regex.size() * length / 2;
        }

        @Override
        public String describe() {
            return "matches " + Quoted.bare(regex.toString()) + letters.remark();
        }
    }

    /** The value is a number within bounds. */
    record Within(NumberRange range) implements Matcher {
        @Override
        public boolean matches(String value) {
            return range.contains(value);
        }

        @Override
        public String describe() {
            return "is a number " + range.describe();
        }
    }

    /** The value does not pass another test, and is not too long for it. */
    record Not(Matcher refused) implements Matcher {
        @Override
        public boolean matches(String value) {
            return !isTooLong(value) && !refused.matches(value);
        }

        @Override
        public boolean isTooLong(String value) {
            return refused.isTooLong(value);
        }

        @Override
        public boolean looksAtLength() {
            return refused.looksAtLength();
        }

        @Override
        public long effort(int length) {
            return 1 + refused.effort(length);
        }

        @Override
        public long size() {
            return 1 + refused.size();
        }

        @Override
        public String describe() {
            return "not (" + refused.describe() + ")";
        }
    }

    /** The value passes all of these tests. */
    record Every(List<Matcher> tests) implements Matcher {

        public Every {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean matches(String value) {
            for (int i = 0; i < tests.size(); i++) { // no iterator: a decision allocates nothing
                if (!tests.get(i).matches(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isTooLong(String value) {
            for (int i = 0; i < tests.size(); i++) { // no iterator: a decision allocates nothing
                if (tests.get(i).isTooLong(value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean looksAtLength() {
            return tests.stream().anyMatch(Matcher::looksAtLength);
        }

        @Override
        public long effort(int length) {
            return tests.stream().mapToLong(test -> test.effort(length)).sum();
        }

        @Override
        public long size() {
            return tests.stream().mapToLong(Matcher::size).sum();
        }

        @Override
        public String describe() {
            return tests.stream().map(Matcher::describe).collect(Collectors.joining(" and "));
        }
    }
}
