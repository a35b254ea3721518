package io.github.dubbogray.core.rule.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.dubbogray.core.text.Quoted;

/**
 * Compiles the regular expressions of one document, and bounds what each of them and all of them together need. Used by
 * one thread.
 */
public final class RegexCompiler {

    /** The longest expression, in characters. */
    static final int MAX_LENGTH = 1_000;

    /** The most instructions that an expression may have. */
    static final int MAX_SIZE = 1_024;

    /** The most instructions that the expressions of one document may have together. */
    public static final int MAX_TOTAL = 10_000;

    /** What is compiled at all, to learn its size: the bound counts up to twice of what is there. */
    private static final int MAX_BOUND = 20_000;

    private long spent;

    /** Compiles an expression. Never throws. */
    public RegexReading read(String text) {
        return read(text, 0);
    }

    /** Compiles an expression that takes upper and lower case letters for the same. Never throws. */
    public RegexReading readIgnoringCase(String text) {
        return read(text, Pattern.CASE_INSENSITIVE);
    }

    private RegexReading read(String text, int flags) {
        if (text.length() > MAX_LENGTH) {
            return new RegexReading.Malformed("has " + text.length() + " characters, at most " + MAX_LENGTH
                    + " are allowed; match with 'in', 'prefix' or 'suffix' where it will do");
        }
        RegexCost cost = RegexCost.of(text, flags == Pattern.CASE_INSENSITIVE);
        if (cost.endless()) {
            return new RegexReading.Malformed(
                    "has letters, or a range of them, that cannot be compared without regard to "
                            + "case, as U+1C80; name other letters, or begin and end the range beyond ASCII");
        }
        if (cost.instructions() > MAX_BOUND) {
            return new RegexReading.Malformed("may need " + cost.instructions() + " instructions, at most " + MAX_SIZE
                    + " are allowed; its repetitions multiply, use smaller ones");
        }
        spent += cost.tables();
        return spent > MAX_TOTAL ? tooMuch() : compiled(text, flags);
    }

    private RegexReading compiled(String text, int flags) {
        try {
            Pattern pattern = Pattern.compile(text, flags);
            spent += pattern.programSize();
            if (pattern.programSize() > MAX_SIZE) {
                return new RegexReading.Malformed("needs " + pattern.programSize() + " instructions, at most "
                        + MAX_SIZE + " are allowed; its repetitions multiply, use smaller ones");
            }
            return spent > MAX_TOTAL ? tooMuch() : new RegexReading.Compiled(new Regex(pattern));
        } catch (PatternSyntaxException e) {
            return new RegexReading.Malformed("is not in RE2 syntax: " + Quoted.sentence(reason(e)));
        } catch (RuntimeException | StackOverflowError e) { // RE2/J 1.8 is a translation of foreign code
            return new RegexReading.Malformed("cannot be compiled: " + Quoted.sentence(String.valueOf(e)));
        }
    }

    private RegexReading tooMuch() {
        return new RegexReading.Malformed("brings the document's expressions to " + spent + " instructions, at most "
                + MAX_TOTAL + " are allowed in all; use fewer or smaller ones");
    }

    private static String reason(PatternSyntaxException e) {
        return e.getPattern() == null || e.getPattern().isEmpty()
                ? e.getDescription()
                : e.getDescription() + ": " + e.getPattern();
    }
}
