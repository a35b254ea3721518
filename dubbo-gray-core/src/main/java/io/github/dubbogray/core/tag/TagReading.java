package io.github.dubbogray.core.tag;

/** What a tag text turned out to be. */
public sealed interface TagReading {

    /** The text is a tag. */
    record Accepted(Tag tag) implements TagReading {}

    /**
     * The text is no tag; the request counts as untagged.
     *
     * @param reason what is wrong, a sentence without subject that names place and value
     */
    record Malformed(String reason) implements TagReading {}
}
