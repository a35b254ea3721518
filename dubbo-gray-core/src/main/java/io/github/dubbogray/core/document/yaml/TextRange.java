package io.github.dubbogray.core.document.yaml;

/**
 * A part of a text, in the units that {@link String} counts.
 *
 * @param start where it begins
 * @param end where what follows it begins
 */
public record TextRange(int start, int end) {

    public TextRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a text has no part from " + start + " to " + end);
        }
    }

    /** Returns the part itself. */
    public String in(String text) {
        return text.substring(start, end);
    }

    /** Returns this part without blanks and line breaks at its ends. */
    TextRange stripped(String text) {
        int first = start;
        while (first < end && isEmpty(text.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first && isEmpty(text.charAt(last - 1))) {
            last--;
        }
        return new TextRange(first, last);
    }

    private static boolean isEmpty(char c) {
        return c == ' ' || c == '\t' || YamlLines.isBreak(c);
    }
}
