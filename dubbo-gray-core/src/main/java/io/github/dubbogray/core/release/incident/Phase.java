package io.github.dubbogray.core.release.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an incident goes through, in this order; a relapse begins again with the first. */
public enum Phase {
    /** Harm is found. */
    DETECTION,
    /** Who has it, and where it comes from. */
    ANALYSIS,
    /** What is done about it. */
    RESPONSE,
    /** Whether it is over, and stays so. */
    REVIEW;

    /** Returns it as it is written: {@code detection}. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Phase> of(String spelling) {
        return Stream.of(values())
                .filter(phase -> phase.spelling().equals(spelling))
                .findFirst();
    }
}
