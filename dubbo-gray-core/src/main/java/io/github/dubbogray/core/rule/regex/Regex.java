package io.github.dubbogray.core.rule.regex;

import com.google.re2j.Pattern;

/**
 * A regular expression in RE2 syntax that a whole value must match. Matching takes time linear in the value, whatever
 * the expression: it has no back references and no look-around. And it takes a bounded time, some milliseconds at worst:
 * a value that is too long for the expression does not match.
 */
public final class Regex {

    /** Instructions times characters: what one match may take. */
    static final int MAX_WORK = 1 << 17;

    /** The longest value any expression looks at, so that all those of a document together take a bounded time too. */
    static final int LONGEST = 1_024;

    private final Pattern pattern;
    private final int longest;

    Regex(Pattern pattern) {
        this.pattern = pattern;
        this.longest = Math.min(LONGEST, MAX_WORK / pattern.programSize());
    }

    /** Compiles an expression by itself. Never throws. */
    public static RegexReading read(String text) {
        return new RegexCompiler().read(text);
    }

    /** Compiles an expression by itself that takes upper and lower case letters for the same. Never throws. */
    public static RegexReading readIgnoringCase(String text) {
        return new RegexCompiler().readIgnoringCase(text);
    }

    /** Returns whether the whole value matches; one that is too long does not. */
    public boolean matches(String value) {
        return !isTooLong(value) && pattern.matches(value);
    }

    /**
     * Returns whether a value has more characters than this expression looks at: {@value #MAX_WORK} by its size, and never
     * more than {@value #LONGEST}.
     */
    public boolean isTooLong(String value) {
        return value.length() > longest;
    }

    /** Returns how many instructions the expression has. */
    public int size() {
        return pattern.programSize();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** Returns the expression. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
