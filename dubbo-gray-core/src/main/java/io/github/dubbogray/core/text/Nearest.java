package io.github.dubbogray.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known name was probably meant by one that is not known. */
public final class Nearest {

    /** One edit for so many characters is a slip; more are another word. */
    private static final int CHARACTERS_PER_EDIT = 4;

    private Nearest() {}

    /**
     * Returns the known name that is the fewest edits away, the first in alphabetical order of several, or none if all are so
     * far away that another word was meant. An edit is a character more, less or other.
     *
     * @param known names; each is compared, in time proportional to both lengths
     */
    public static Optional<String> to(String name, Collection<String> known) {
        int most = name.length() / CHARACTERS_PER_EDIT;
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= most)
                .filter(candidate -> edits(name, candidate) <= most)
                .min(Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The Levenshtein distance, row by row (Wagner and Fischer, 1974). */
    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
