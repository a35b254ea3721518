package io.github.dubbogray.core.release.ledger;

import java.util.Optional;
import java.util.stream.Stream;

/** How a release ended. */
public enum Outcome {
    /** The lane has everything. */
    PROMOTED("promoted"),
    /** The lane's share was taken away. */
    ROLLED_BACK("rolled-back");

    private final String spelling;

    Outcome(String spelling) {
        this.spelling = spelling;
    }

    /** Returns it as states spell it. */
    public String spelling() {
        return spelling;
    }

    static Optional<Outcome> of(String spelling) {
        return Stream.of(values())
                .filter(outcome -> outcome.spelling.equals(spelling))
                .findFirst();
    }
}
