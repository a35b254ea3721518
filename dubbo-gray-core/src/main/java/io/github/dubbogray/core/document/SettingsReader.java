package io.github.dubbogray.core.document;

import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.Span;
import java.time.Duration;
import java.util.Set;

/**
 * Reads the settings of one section, each of which has a default. What is wrong is reported and reads as the default.
 *
 * @param section the keys that are there
 */
public record SettingsReader(Fields section) {

    /** The settings of a section that has these keys and no others. */
    public static SettingsReader of(Fields section, Set<String> keys) {
        return new SettingsReader(section.only(keys, Set.of()));
    }

    /** Reads a whole number. */
    public int amount(String key, Amount range, int preset) {
        return section.optional(key)
                .flatMap(field -> field.wholeNumber(range.least(), range.most()))
                .orElse(preset);
    }

    /** Reads a duration. */
    public Duration duration(String key, Span range, Duration preset) {
        return section.optional(key).flatMap(field -> field.duration(range)).orElse(preset);
    }
}
