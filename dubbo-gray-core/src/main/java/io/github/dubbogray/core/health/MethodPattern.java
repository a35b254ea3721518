package io.github.dubbogray.core.health;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which methods are meant: one by its name, as {@code getUser}, or all with a prefix, as {@code get*}; {@code *} is every
 * method.
 *
 * @param name the method's name, or the prefix
 * @param extent whether names that go on are meant too
 */
public record MethodPattern(String name, Extent extent) {

    /** Whether longer names are meant. */
    public enum Extent {
        /** This name only. */
        EXACT,
        /** Every name that begins so. */
        PREFIX
    }

    private static final Pattern SPELLING = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,254}\\*?|\\*");

    /** Reads a pattern; empty if the text is none. */
    public static Optional<MethodPattern> read(String text) {
        if (!SPELLING.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                text.endsWith("*")
                        ? new MethodPattern(text.substring(0, text.length() - 1), Extent.PREFIX)
                        : new MethodPattern(text, Extent.EXACT));
    }

    /** Returns whether a method is meant. Allocates nothing. */
    public boolean matches(String method) {
        return extent == Extent.PREFIX ? method.startsWith(name) : method.equals(name);
    }

    /** Returns the spelling of documents. */
    @Override
    public String toString() {
        return extent == Extent.PREFIX ? name + "*" : name;
    }
}
