package io.github.dubbogray.feature.text;

/** What is heard of a document of switches. */
public sealed interface Heard {

    /** Its text, good or not. */
    record Text(String text) implements Heard {}

    /** There is none, or it was deleted. */
    record Gone() implements Heard {}

    /**
     * Nobody can say now.
     *
     * @param why what does not answer, a sentence without its point
     */
    record Away(String why) implements Heard {}

    /**
     * Nobody can say now; this is a copy of some time ago.
     *
     * @param why what does not answer, a sentence without its point
     */
    record Copy(String text, String why) implements Heard {}

    /**
     * Nothing was answered, which may be a failed answer as well as a missing document.
     *
     * @param why what answered nothing, a sentence without its point
     */
    record Unconfirmed(String why) implements Heard {}
}
