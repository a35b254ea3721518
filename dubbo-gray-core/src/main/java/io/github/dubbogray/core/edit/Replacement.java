package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.TextRange;
import io.github.dubbogray.core.document.yaml.YamlItem;
import java.util.Comparator;
import java.util.List;

/**
 * Characters that came instead of others.
 *
 * @param place where the value that they spell begins; of a new key, where the key before it begins
 * @param offset where they begin in the old text, in the units that {@link String} counts
 * @param before the old characters; empty where nothing was
 * @param after the new characters
 */
public record Replacement(Place place, int offset, String before, String after) {

    /** Returns how a value becomes another one, its quotes kept. */
    static Replacement of(String text, YamlItem.Scalar value, String after) {
        TextRange spelling = value.spelling(text);
        return new Replacement(value.place(), spelling.start(), spelling.in(text), after);
    }

    /** Returns the replacements in the order of the text. */
    static List<Replacement> inOrder(List<Replacement> replacements) {
        return replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::offset))
                .toList();
    }

    /** Returns the text with replacements, which are in its order. */
    static String allIn(String text, List<Replacement> replacements) {
        StringBuilder edited = new StringBuilder();
        int kept = 0;
        for (Replacement replacement : replacements) {
            edited.append(text, kept, replacement.offset).append(replacement.after);
            kept = replacement.offset + replacement.before.length();
        }
        return edited.append(text, kept, text.length()).toString();
    }

    /** Says it in one line, as {@code line 17, column 19: 10% becomes 20%}. */
    @Override
    public String toString() {
        return place + ": " + (before.isEmpty() ? "adds " + after.strip() : before + " becomes " + after);
    }
}
