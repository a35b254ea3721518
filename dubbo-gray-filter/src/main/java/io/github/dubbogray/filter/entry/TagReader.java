package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.tag.Tag;
import org.jspecify.annotations.Nullable;

/** Reads tags as they come with requests, and takes note of those that are none. */
public interface TagReader {

    /** Returns the tag, or null if the text is absent, blank or no tag; the last is noted. */
    @Nullable Tag read(@Nullable String text);

    /**
     * Takes note of a text that does not count as a tag.
     *
     * @param reason a sentence without subject
     */
    void drop(String text, String reason);
}
