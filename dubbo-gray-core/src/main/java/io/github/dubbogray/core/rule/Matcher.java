package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.text.Quoted;
import java.util.Set;
import java.util.stream.Collectors;

/** A test of one value that is there. */
public sealed interface Matcher {

    /** Returns whether the value passes. */
    boolean matches(String value);

    /** Says what passes, to be read after a source: {@code is qa}, {@code in [1001, 1002]}. */
    String describe();

    /** The value is exactly this one. */
    record Equal(String expected) implements Matcher {
        @Override
        public boolean matches(String value) {
            return value.equals(expected);
        }

        @Override
        public String describe() {
            return "is " + Quoted.bare(expected);
        }
    }

    /** The value is one of these. */
    record OneOf(Set<String> allowed) implements Matcher {

        public OneOf {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public boolean matches(String value) {
            return allowed.contains(value);
        }

        @Override
        public String describe() {
            return allowed.stream().sorted().map(Quoted::bare).collect(Collectors.joining(", ", "in [", "]"));
        }
    }

    /** The value begins with this text. */
    record Prefix(String prefix) implements Matcher {
        @Override
        public boolean matches(String value) {
            return value.startsWith(prefix);
        }

        @Override
        public String describe() {
            return "begins with " + Quoted.bare(prefix);
        }
    }
}
