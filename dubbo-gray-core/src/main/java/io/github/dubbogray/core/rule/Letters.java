package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.rule.regex.RegexCompiler;
import io.github.dubbogray.core.rule.regex.RegexReading;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Whether upper and lower case letters differ. No comparison allocates. */
public enum Letters {
    /** They differ. */
    EXACT {
        @Override
        boolean same(String value, String expected) {
            return value.equals(expected);
        }

        @Override
        boolean begins(String value, String prefix) {
            return value.startsWith(prefix);
        }

        @Override
        boolean ends(String value, String suffix) {
            return value.endsWith(suffix);
        }

        @Override
        Set<String> copyOf(Set<String> allowed) {
            return Collections.unmodifiableSet(new HashSet<>(allowed)); // finds fast whatever hashes collide
        }

        @Override
        public RegexReading readRegex(RegexCompiler compiler, String text) {
            return compiler.read(text);
        }
    },

    /** They do not: {@code ignoreCase: true}. */
    ANY_CASE {
        @Override
        boolean same(String value, String expected) {
            return value.equalsIgnoreCase(expected);
        }

        @Override
        boolean begins(String value, String prefix) {
            return value.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        @Override
        boolean ends(String value, String suffix) {
            return value.regionMatches(true, value.length() - suffix.length(), suffix, 0, suffix.length());
        }

        @Override
        Set<String> copyOf(Set<String> allowed) {
            Set<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            copy.addAll(allowed);
            return Collections.unmodifiableSet(copy);
        }

        @Override
        public RegexReading readRegex(RegexCompiler compiler, String text) {
            return compiler.readIgnoringCase(text);
        }
    };

    /** Compiles a regular expression that treats letters so. */
    public abstract RegexReading readRegex(RegexCompiler compiler, String text);

    abstract boolean same(String value, String expected);

    /** Returns a set that finds its elements so. */
    abstract Set<String> copyOf(Set<String> allowed);

    abstract boolean begins(String value, String prefix);

    abstract boolean ends(String value, String suffix);

    String remark() {
        return this == ANY_CASE ? " ignoring case" : "";
    }
}
