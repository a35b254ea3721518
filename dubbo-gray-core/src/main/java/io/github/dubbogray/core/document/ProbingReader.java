package io.github.dubbogray.core.document;

import static io.github.dubbogray.core.health.ProbingRules.DEFAULT;

import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.Span;
import java.util.Optional;
import java.util.Set;

/** Reads {@code probing} of a lane. */
final class ProbingReader {

    private static final Set<String> KEYS = Set.of("by", "initialDelay", "period", "failures");

    private ProbingReader() {}

    static ProbingRules read(Fields probing) {
        SettingsReader settings = SettingsReader.of(probing, KEYS);
        return new ProbingRules(
                probing.optional("by").flatMap(ProbingReader::readBy).orElse(DEFAULT.by()),
                settings.duration("initialDelay", Span.DELAY, DEFAULT.initialDelay()),
                settings.duration("period", Span.PERIOD, DEFAULT.period()),
                settings.amount("failures", Amount.IN_A_ROW, DEFAULT.failures()));
    }

    private static Optional<ProbingRules.By> readBy(Field by) {
        return by.as("echo or tcp", text -> switch (text) {
            case "echo" -> Optional.of(ProbingRules.By.ECHO);
            case "tcp" -> Optional.of(ProbingRules.By.TCP);
            default -> Optional.empty();
        });
    }
}
