package io.github.dubbogray.core.document;

import java.util.List;

/** How much a document may hold; generous for people, and none of it costs more than the text is long. */
final class Limits {

    /** Lanes, stable among them where it is written. */
    static final int LANES = 500;

    /** Lanes in one {@code fallback}. */
    static final int FALLBACKS = 16;

    /** Rules. */
    static final int RULES = 5_000;

    /** Sources, {@code any} and steps of argument paths under all {@code when} together. */
    static final int CONDITIONS = 20_000;

    /** Characters of a source. */
    static final int SOURCE_LENGTH = 512;

    /** Steps of a path into an argument. */
    static final int STEPS = 16;

    /** Switches; with them, rules are counted over all. */
    static final int SWITCHES = 2_000;

    /** Variants of one switch. */
    static final int VARIANTS = 100;

    /** Characters of a switch's description, and of its owner. */
    static final int REMARK_LENGTH = 1_000;

    /** Label keys in {@code prefer}, and in {@code labelPriority}. */
    static final int LABEL_KEYS = 16;

    /** Types in {@code failures.exceptions}, and in {@code failures.ignore}. */
    static final int FAILURE_TYPES = 100;

    /** Methods in {@code failures.retryOnStable}. */
    static final int METHOD_PATTERNS = 100;

    private Limits() {}

    /** Returns whether a list or map is no longer than it may be, and reports it otherwise. */
    static boolean allow(Field at, int size, int most, String what) {
        if (size > most) {
            at.wrong(ProblemKind.TOO_MANY, "has " + size + " " + what + ", at most " + most + " are allowed");
        }
        return size <= most;
    }

    /** Returns the elements of a list that is no longer than it may be; of a longer one, which is reported, none. */
    static List<Field> allowed(Field at, List<Field> elements, int most, String what) {
        return allow(at, elements.size(), most, what) ? elements : List.of();
    }
}
