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
}
