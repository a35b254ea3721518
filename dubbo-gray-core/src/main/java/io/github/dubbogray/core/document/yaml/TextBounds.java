package io.github.dubbogray.core.document.yaml;

import io.github.dubbogray.core.document.yaml.YamlReading.FaultKind;
import java.util.Optional;

/** How long a text and its lines may be: what is longer is not even parsed. */
final class TextBounds {

    /**
     * The longest line, in characters. The parser (SnakeYAML 2.4, StreamReader) looks ahead to the end of a comment, a word or a
     * line of a block, and copies all of it for each 1 024 characters more: a line of a million takes 2 GB of copies.
     */
    static final int MAX_LINE = 1 << 17;

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
            int length = endOfLine(text, start) - start;
            if (length > MAX_LINE) {
                return excess(
                        new Place(line, 1),
                        "the line has " + length + " characters, at most " + MAX_LINE + " are read; break it");
            }
            start += length + 1;
        }
        return Optional.empty();
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static Optional<YamlReading.Fault> excess(Place place, String message) {
        return Optional.of(new YamlReading.Fault(FaultKind.TOO_LARGE, place, message));
    }
}
