package io.github.dubbogray.feature;

/** How the switches in force stand to their document. */
public sealed interface Standing {

    /** They are what the document says now; none, if there is no document. */
    record Current() implements Standing {}

    /**
     * They are the last good ones: the document cannot be had, or is refused.
     *
     * @param why what is in the way, a sentence without its point
     */
    record Outdated(String why) implements Standing {}

    /**
     * There are none: nothing good was ever had, and nothing was kept.
     *
     * @param why what is in the way, a sentence without its point
     */
    record Lacking(String why) implements Standing {}
}
