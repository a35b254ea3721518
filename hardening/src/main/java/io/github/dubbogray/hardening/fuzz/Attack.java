package io.github.dubbogray.hardening.fuzz;

/** Hands a text to a parser, and holds what comes out to the laws of that parser. */
@FunctionalInterface
interface Attack {

    /**
     * Returns whether the text was accepted.
     *
     * @throws RuntimeException if the parser crashes
     * @throws AssertionError if a law is broken
     */
    boolean isAccepted(String text);
}
