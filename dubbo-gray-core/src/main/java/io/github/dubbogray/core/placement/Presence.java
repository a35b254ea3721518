package io.github.dubbogray.core.placement;

/** Which instances of a fleet are there right now, by position. Asked during a decision: must not block. */
public interface Presence {

    /** Returns whether the instance is among the candidates of this call. */
    boolean isListed(int instance);

    /** Returns whether the instance is among the candidates and has a connection. */
    boolean isReachable(int instance);
}
