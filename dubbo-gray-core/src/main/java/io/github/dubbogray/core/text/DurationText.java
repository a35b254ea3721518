package io.github.dubbogray.core.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as documents spell them: a whole number and {@code ms}, {@code s}, {@code m} or {@code h}. */
public final class DurationText {

    private static final Pattern SPELLING = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private DurationText() {}

    /** Reads {@code 500ms}, {@code 10s}, {@code 5m} or {@code 1h}; empty for every other text. */
    public static Optional<Duration> read(String text) {
        Matcher spelling = SPELLING.matcher(text);
        return spelling.matches()
                ? Optional.of(duration(Long.parseLong(spelling.group(1)), spelling.group(2)))
                : Optional.empty();
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Returns the spelling in the greatest unit that takes a whole number, parts of a millisecond cut off. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3_600 != 0 ? seconds / 60 + "m" : seconds / 3_600 + "h";
    }
}
