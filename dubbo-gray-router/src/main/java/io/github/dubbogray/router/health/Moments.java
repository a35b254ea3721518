package io.github.dubbogray.router.health;

import io.github.dubbogray.router.settings.Surroundings;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Says moments of the monotonic clock as times of day, each always alike. */
final class Moments {

    private final long beginNanos;
    private final Instant begin;
    private final DateTimeFormatter format;

    Moments(Surroundings surroundings) {
        this.beginNanos = surroundings.nanoTime().getAsLong();
        this.begin = surroundings.clock().instant();
        this.format = DateTimeFormatter.ofPattern("HH:mm:ssX")
                .withZone(surroundings.clock().getZone());
    }

    /** Returns the time of day with its zone: {@code 12:03:07Z}. */
    String of(long nanos) {
        return format.format(at(nanos));
    }

    Instant at(long nanos) {
        return begin.plusNanos(nanos - beginNanos);
    }
}
