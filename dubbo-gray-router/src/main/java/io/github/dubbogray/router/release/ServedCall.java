package io.github.dubbogray.router.release;

/** What was called, asked of a call that has ended; each answer is empty where it is not known. */
public interface ServedCall {

    /** Nothing is known. */
    ServedCall UNKNOWN = new ServedCall() {};

    /** Returns the method. */
    default String method() {
        return "";
    }

    /** Returns the instance, {@code host:port}. */
    default String instance() {
        return "";
    }

    /** Returns the label {@code version} of the instance. */
    default String version() {
        return "";
    }

    /** Returns the id of the trace that the call is part of. */
    default String trace() {
        return "";
    }
}
