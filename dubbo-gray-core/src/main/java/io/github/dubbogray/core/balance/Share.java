package io.github.dubbogray.core.balance;

/** The part of its weight that each member may take right now. Asked during a choice: must not block. */
@FunctionalInterface
public interface Share {

    /** Every member may take all of its weight. */
    Share FULL = member -> 1;

    /**
     * Returns the part of a member, 0 to 1: 0 for one that is no candidate of this call, less than 1 for one that is
     * warming up.
     *
     * @param member its position
     */
    double of(int member);
}
