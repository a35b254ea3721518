package io.github.dubbogray.core.feature;

/** Why a switch gives what it gives, in the words of the OpenFeature specification (its section on types). */
public enum Reason {
    /** A rule gives the value to all whom it claims. */
    TARGETING_MATCH,

    /** A rule gives the value to a share of those whom it claims. */
    SPLIT,

    /** No rule claims the request. */
    DEFAULT,

    /** The switch is off: its default. */
    DISABLED,

    /** Whatever gave it, the document may be out of date: it is the last good one. */
    STALE,

    /** The asking failed: the caller's own default. */
    ERROR
}
