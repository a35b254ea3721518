package io.github.dubbogray.core.rule.regex;

/** What the text of a regular expression turned out to be. */
public sealed interface RegexReading {

    /** The text is a regular expression. */
    record Compiled(Regex regex) implements RegexReading {}

    /**
     * The text is none.
     *
     * @param problem what is wrong, to be read after "the regular expression"
     */
    record Malformed(String problem) implements RegexReading {}
}
