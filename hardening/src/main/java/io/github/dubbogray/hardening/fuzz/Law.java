package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.text.Quoted;

/** Laws that hold for every text. */
final class Law {

    private Law() {}

    /** Demands that something holds. */
    static void holds(boolean condition, String law) {
        if (!condition) {
            throw new AssertionError(law);
        }
    }

    /** Demands that two values are the same. */
    static void same(Object expected, Object found, String law) {
        if (!expected.equals(found)) {
            throw new AssertionError(law + ": expected " + Quoted.sentence(expected.toString()) + ", found "
                    + Quoted.sentence(found.toString()));
        }
    }
}
