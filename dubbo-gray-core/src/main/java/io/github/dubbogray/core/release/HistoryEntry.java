package io.github.dubbogray.core.release;

/**
 * That a release came to a state.
 *
 * @param atMillis when, in milliseconds of the epoch
 * @param state the state's {@link ReleaseState#id()}
 * @param step at which step, from 1; 0 before the first
 * @param reason why
 */
public record HistoryEntry(long atMillis, String state, int step, String reason) {}
