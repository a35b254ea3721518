package io.github.dubbogray.core.document.yaml;

import io.github.dubbogray.core.document.yaml.YamlReading.FaultKind;
import java.util.Optional;

/**
 * How long a text and its lines may be: what is longer is not even parsed. The parser (SnakeYAML 2.4, StreamReader) looks ahead
 * to the end of a comment, a word or a line of a block, and copies all of it for each 1 024 characters more: of a million
 * that is 2 GB of copies.
 */
final class TextBounds {

    /** The longest line, in characters. */
    static final int MAX_LINE = 1 << 19;

    /** The longest part of a line without the punctuation of lists and maps in braces, in characters. */
    static final int MAX_RUN = 1 << 17;

    private static final String PUNCTUATION = ",[]{}";

    private TextBounds() {}

    /** Returns what of a text is too long; empty if nothing is. */
    static Optional<YamlReading.Fault> excessOf(String text) {
        return text.length() > YamlText.MAX_LENGTH
                ? excess(
                        Place.START,
                        "the document has " + text.length() + " characters, at most " + YamlText.MAX_LENGTH
                                + " are read")
                : longLineOf(text);
    }

    private static Optional<YamlReading.Fault> longLineOf(String text) {
        int start = 0;
        for (int line = 1; start < text.length(); line++) {
            int end = endOfLine(text, start);
            Optional<YamlReading.Fault> excess = excessOf(text, start, end, line);
            if (excess.isPresent()) {
                return excess;
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static Optional<YamlReading.Fault> excessOf(String text, int start, int end, int line) {
        if (end - start > MAX_LINE) {
            return excess(
                    new Place(line, 1),
                    "the line has " + (end - start) + " characters, at most " + MAX_LINE + " are read; break it");
        }
        int run = end - start > MAX_RUN ? longestRun(text, start, end) : 0;
        return run > MAX_RUN
                ? excess(
                        new Place(line, 1),
                        "the line has " + run + " characters without any of " + PUNCTUATION + ", at most " + MAX_RUN
                                + " are read; break it")
                : Optional.empty();
    }

    private static int longestRun(String text, int start, int end) {
        int longest = 0;
        int begin = start;
        for (int i = start; i < end; i++) {
            if (PUNCTUATION.indexOf(text.charAt(i)) >= 0) {
                longest = Math.max(longest, i - begin);
                begin = i + 1;
            }
        }
        return Math.max(longest, end - begin);
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static Optional<YamlReading.Fault> excess(Place place, String message) {
        return Optional.of(new YamlReading.Fault(FaultKind.TOO_LARGE, place, message));
    }
}
