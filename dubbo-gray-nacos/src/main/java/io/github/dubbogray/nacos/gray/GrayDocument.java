package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.nacos.StoredConfig;

/**
 * A document as it was read.
 *
 * @param application whose it is
 */
public record GrayDocument(String application, StoredConfig stored) {

    /** Byte for byte. */
    public String text() {
        return stored.text();
    }

    /** As consumers name it when they run it. */
    public String revision() {
        return DocumentReader.revisionOf(text());
    }
}
