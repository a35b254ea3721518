package io.github.dubbogray.grayctl.input;

/** What a name on the command line turned out to be. */
public sealed interface Input {

    /**
     * A text.
     *
     * @param name what messages call it
     */
    record Text(String name, String text) implements Input {}

    /**
     * Nothing that can be read.
     *
     * @param name what messages call it
     * @param reason why, to be read after the name
     */
    record Unreadable(String name, String reason) implements Input {}
}
