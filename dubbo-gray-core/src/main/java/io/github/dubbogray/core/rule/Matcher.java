package io.github.dubbogray.core.rule;

import java.util.Set;

/** A test of one value that is there. */
public sealed interface Matcher {

    /** Returns whether the value passes. */
    boolean matches(String value);

    /** The value is exactly this one. */
    record Equal(String expected) implements Matcher {
        @Override
        public boolean matches(String value) {
            return value.equals(expected);
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
    }

    /** The value begins with this text. */
    record Prefix(String prefix) implements Matcher {
        @Override
        public boolean matches(String value) {
            return value.startsWith(prefix);
        }
    }
}
