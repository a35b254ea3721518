package io.github.dubbogray.core.release.ledger;

import io.github.dubbogray.core.release.KeptFields;
import io.github.dubbogray.core.release.KeptText;
import java.util.Optional;

/** Reads a ledger; the counterpart of {@link Ledger#toJson}. */
public final class LedgerReader {

    private LedgerReader() {}

    /**
     * Reads a text; empty where it is none of ours. Never throws.
     *
     * @param application the application of its data id
     */
    public static Optional<Ledger> read(String application, String text) {
        return KeptText.read(
                application,
                text,
                kept -> new Ledger(
                        application,
                        kept.number("promoted"),
                        kept.number("rolledBack"),
                        kept.list("releases").stream()
                                .map(LedgerReader::finished)
                                .toList()),
                "promoted",
                "rolledBack",
                "releases");
    }

    private static Finished finished(KeptFields kept) {
        kept.only("id", "outcome", "begun", "over");
        return new Finished(
                kept.text("id"),
                Outcome.of(kept.text("outcome")).orElseThrow(() -> kept.wrong("outcome", "is no outcome")),
                kept.number("begun"),
                kept.number("over"));
    }
}
