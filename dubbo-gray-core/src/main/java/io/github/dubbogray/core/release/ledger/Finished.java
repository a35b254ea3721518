package io.github.dubbogray.core.release.ledger;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Release;
import java.util.List;
import java.util.Optional;

/**
 * A release that is over.
 *
 * @param id names it
 * @param begunMillis when its first share was to be published, in milliseconds of the epoch; of a history that was longer than
 *     is kept, the oldest moment that is left
 * @param overMillis when it was over
 */
public record Finished(String id, Outcome outcome, long begunMillis, long overMillis) {

    public Finished {
        if (overMillis < begunMillis) {
            throw new IllegalArgumentException(
                    "release " + id + " is over at " + overMillis + ", before it began at " + begunMillis);
        }
    }

    /** Returns what became of a release; empty while it is on its way. */
    public static Optional<Finished> of(Release release) {
        List<HistoryEntry> history = release.history();
        return history.isEmpty()
                ? Optional.empty()
                : Outcome.of(release.state().id())
                        .map(outcome -> new Finished(
                                release.id(),
                                outcome,
                                history.get(0).atMillis(),
                                Math.max(
                                        history.get(0).atMillis(),
                                        history.get(history.size() - 1).atMillis())));
    }
}
