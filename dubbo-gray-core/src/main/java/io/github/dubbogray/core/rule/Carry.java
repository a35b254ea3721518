package io.github.dubbogray.core.rule;

/** How far a lane that a rule gave travels with the request (clause R3). */
public enum Carry {
    /** To every later hop. */
    CARRIED,

    /** To the hop it was decided for, and no further. */
    LOCAL
}
