package io.github.dubbogray.webhook;

/** What became of a request. */
public sealed interface Attempt {

    /** The receiver took it. */
    record Delivered() implements Attempt {}

    /**
     * It may be taken the next time.
     *
     * @param cause the same for what is the same trouble
     * @param words what the receiver does, to be put behind its name
     */
    record Failed(String cause, String words) implements Attempt {}

    /**
     * It will never be taken.
     *
     * @param cause the same for what is the same trouble
     * @param words what the receiver does, to be put behind its name
     */
    record Refused(String cause, String words) implements Attempt {}
}
