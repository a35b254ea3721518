package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.DocumentReader;

/** The document that is in force, as whoever runs a release sees it. */
public sealed interface DocumentSeen {

    /**
     * It could not be read.
     *
     * @param reason why, as {@code Nacos does not answer}
     */
    record Away(String reason) implements DocumentSeen {}

    /** It was read; an empty text where there is none. */
    record Present(String text, String revision) implements DocumentSeen {

        /** The document of a text. */
        public static Present of(String text) {
            return new Present(text, DocumentReader.revisionOf(text));
        }
    }
}
