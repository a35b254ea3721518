package io.github.dubbogray.nacos.gray;

import java.util.Optional;

/** A door for hostile texts to what this package keeps to itself. */
public final class JournalDoor {

    private JournalDoor() {}

    /** Reads the text of a journal; empty if it is none. */
    public static Optional<Journal> read(String text) {
        return Journal.read(text);
    }
}
