package io.github.dubbogray.core.balance;

/** Fractions made of bits. */
final class Fraction {

    private static final double STEP = 0x1p-52;

    private Fraction() {}

    /**
     * Returns a fraction as likely to lie in one place between 0 and 1 as in another; never 0, never 1, and exact when
     * taken from 1.
     */
    static double of(long bits) {
        return ((bits >>> 12) + 0.5) * STEP;
    }
}
