package io.github.dubbogray.core.release.verdict;

import java.util.Locale;

/** So many of so many calls. */
public record Rate(long hits, long calls) {

    public Rate {
        if (hits < 0 || calls < hits) {
            throw new IllegalArgumentException(hits + " of " + calls + " calls");
        }
    }

    /** Returns the part of the calls, 0 of none. */
    public double part() {
        return calls == 0 ? 0 : hits / (double) calls;
    }

    /** Says it as {@code 12 of 600 (2.00%)}. */
    public String describe() {
        return hits + " of " + calls + " (" + percent(part()) + ")";
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * part);
    }
}
