package io.github.dubbogray.core.record;

/** What is known of a condition. */
enum Truth {
    HOLDS,
    FAILS,
    UNKNOWN;

    Truth not() {
        return switch (this) {
            case HOLDS -> FAILS;
            case FAILS -> HOLDS;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static Truth of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }
}
