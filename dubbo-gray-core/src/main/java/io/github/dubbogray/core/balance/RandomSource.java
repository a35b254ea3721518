package io.github.dubbogray.core.balance;

/** Where a choice gets its chance from. */
@FunctionalInterface
public interface RandomSource {

    /** Returns 64 random bits, each as likely 0 as 1. */
    long nextBits();
}
