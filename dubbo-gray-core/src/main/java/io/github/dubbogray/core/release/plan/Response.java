package io.github.dubbogray.core.release.plan;

/** What a release does where it cannot go on. */
public enum Response {
    /** The lane's share becomes nothing. */
    ROLLBACK,
    /** Everything stays as it is until an operator says more. */
    PAUSE
}
