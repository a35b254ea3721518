package io.github.dubbogray.core.feature;

/** Why asking a switch failed, in the words of the OpenFeature specification's error codes. */
public enum Failure {
    /** No switch of that name, or no document at all. */
    FLAG_NOT_FOUND,

    /** The switch is of another type than what was asked for. */
    TYPE_MISMATCH,

    /** A bug of this library, or an application that is shutting down. */
    GENERAL
}
