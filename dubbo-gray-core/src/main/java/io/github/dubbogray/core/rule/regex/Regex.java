package io.github.dubbogray.core.rule.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.dubbogray.core.text.Quoted;

/**
 * A regular expression in RE2 syntax that a whole value must match. Matching takes time linear in the value, whatever
 * the expression: it has no back references and no look-around.
 */
public final class Regex {

    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 1_000;

    /** The most instructions an expression may need; repetitions of repetitions multiply. */
    static final int MAX_SIZE = 10_000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Compiles an expression. Never throws. */
    public static RegexReading read(String text) {
        return read(text, 0);
    }

    /** Compiles an expression that takes upper and lower case letters for the same. Never throws. */
    public static RegexReading readIgnoringCase(String text) {
        return read(text, Pattern.CASE_INSENSITIVE);
    }

    private static RegexReading read(String text, int flags) {
        if (text.length() > MAX_LENGTH) {
            return new RegexReading.Malformed("has " + text.length() + " characters, at most " + MAX_LENGTH
                    + " are allowed; match with 'in', 'prefix' or 'suffix' where it will do");
        }
        if (RegexSize.of(text) > MAX_SIZE) {
            return new RegexReading.Malformed(
                    "needs more than " + MAX_SIZE + " instructions; its repetitions multiply, use smaller ones");
        }
        try {
            return new RegexReading.Compiled(new Regex(Pattern.compile(text, flags)));
        } catch (PatternSyntaxException e) {
            return new RegexReading.Malformed("is not in RE2 syntax: " + Quoted.sentence(reason(e)));
        } catch (RuntimeException | StackOverflowError e) { // RE2/J 1.8 is a translation of foreign code
            return new RegexReading.Malformed("cannot be compiled: " + Quoted.sentence(String.valueOf(e)));
        }
    }

    private static String reason(PatternSyntaxException e) {
        return e.getPattern() == null || e.getPattern().isEmpty()
                ? e.getDescription()
                : e.getDescription() + ": " + e.getPattern();
    }

    /** Returns whether the whole value matches. */
    public boolean matches(String value) {
        return pattern.matches(value);
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
