package io.github.dubbogray.feature.text;

import java.time.Duration;
import java.util.function.Consumer;

/** Where the text of a document of switches comes from; used by one {@code GraySwitches}. */
public interface TextSource extends AutoCloseable {

    /** Returns what it is, for the log: {@code the file /etc/shop/switches.yaml}. */
    String describe();

    /**
     * Begins to follow the text and tells what is known of it before it returns, and later changes on whatever thread, one at a
     * time and in their order, within its own locks. Never throws; takes some seconds at most.
     *
     * @param told takes as long as a disk at most
     */
    void begin(Consumer<Heard> told);

    /** Asks whether anything is new, for a source that does not hear of everything by itself. Never throws. */
    void recheck();

    /** Returns after how long to ask again. */
    Duration interval();

    /** Follows no more. */
    @Override
    void close();
}
