package io.github.dubbogray.it.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;

/** The time that a dashboard shows, cut into steps. */
record Window(Instant start, Instant end, Duration step) {

    private static final int STEPS = 240;
    private static final Duration LEAST_STEP = Duration.ofSeconds(1);

    /** Returns the time up to an instant, in steps of whole seconds. */
    static Window upTo(Instant end, Duration length) {
        Duration step = Duration.ofSeconds(length.dividedBy(STEPS).toSeconds());
        return new Window(end.minus(length), end, step.compareTo(LEAST_STEP) < 0 ? LEAST_STEP : step);
    }

    /** Returns how many instants it has. */
    int size() {
        return (int) (Duration.between(start, end).toMillis() / step.toMillis()) + 1;
    }

    /** Returns which instant a time in seconds since 1970 is. */
    int indexOf(double epochSeconds) {
        return (int) Math.round((epochSeconds * 1000 - start.toEpochMilli()) / step.toMillis());
    }

    /** Returns all instants. */
    List<Date> instants() {
        return IntStream.range(0, size())
                .mapToObj(i -> Date.from(start.plus(step.multipliedBy(i))))
                .toList();
    }
}
