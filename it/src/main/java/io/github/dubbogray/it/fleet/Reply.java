package io.github.dubbogray.it.fleet;

/** What came of a call through a consumer. */
public sealed interface Reply {

    /**
     * A provider answered.
     *
     * @param instance the provider's name
     * @param labels the labels it was started with
     * @param tag the tag that arrived there; empty if none did
     */
    record Answered(String instance, String labels, String tag) implements Reply {}

    /**
     * The call failed.
     *
     * @param status the HTTP status; 0 if there was no response
     * @param title the kind of failure
     * @param detail its message
     */
    record Failed(int status, String title, String detail) implements Reply {}
}
