package io.github.dubbogray.core.health;

/** How a call ended, as its caller saw it (clause H1); whether it was slow says the time it took. */
public enum Outcome {
    /** It was answered. */
    SUCCESS,

    /** The instance is to blame: a time-out, a network error, or an exception that the document says is one. */
    FAILURE,

    /** It says nothing of the instance: cancelled, refused, not serialisable, a business exception. Counts nowhere. */
    IGNORED
}
