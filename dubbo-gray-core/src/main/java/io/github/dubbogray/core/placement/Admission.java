package io.github.dubbogray.core.placement;

/**
 * Whether a lane that takes a part of its requests takes this one. Asked during a decision, of the wanted lane only, and only
 * if it takes a part: must not block.
 */
@FunctionalInterface
public interface Admission {

    /** The request was admitted nowhere. */
    Admission NOWHERE = (application, lane) -> false;

    /** Returns whether the lane takes the request. */
    boolean isAdmitted(String application, String lane);
}
