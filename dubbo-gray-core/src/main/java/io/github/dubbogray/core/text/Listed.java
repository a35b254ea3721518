package io.github.dubbogray.core.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many texts in one message: the first few of them, and how many more there are. */
public final class Listed {

    /** How many are named. */
    static final int MAX_NAMED = 20;

    private Listed() {}

    /** Returns the texts in their order, separated by commas, past 20 of them only how many more: {@code a, b and 9 more}. */
    public static String sorted(Collection<String> texts) {
        String named =
                texts.stream().sorted().limit(MAX_NAMED).map(Quoted::bare).collect(Collectors.joining(", "));
        return texts.size() <= MAX_NAMED ? named : named + " and " + (texts.size() - MAX_NAMED) + " more";
    }
}
