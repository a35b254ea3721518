package io.github.dubbogray.core.health;

import io.github.dubbogray.core.text.DurationText;
import java.time.Duration;

/** Which durations a setting takes, both ends included. */
public record Span(Duration least, Duration most) {

    /** Windows: 1 s to 10 min. */
    public static final Span WINDOW = new Span(Duration.ofSeconds(1), Duration.ofMinutes(10));

    /** How long something is out before it is asked again: 1 s to 1 h. */
    public static final Span OUT = new Span(Duration.ofSeconds(1), Duration.ofHours(1));

    /** When a call counts as slow: 1 ms to 10 min. */
    public static final Span SLOW = new Span(Duration.ofMillis(1), Duration.ofMinutes(10));

    /** Before the first probe: none to 10 min. */
    public static final Span DELAY = new Span(Duration.ZERO, Duration.ofMinutes(10));

    /** From one probe to the next: 1 s to 10 min. */
    public static final Span PERIOD = new Span(Duration.ofSeconds(1), Duration.ofMinutes(10));

    public Span {
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException("a span from " + least + " to " + most + " holds nothing");
        }
    }

    /** Returns whether a setting may have this value. */
    public boolean includes(Duration duration) {
        return least.compareTo(duration) <= 0 && duration.compareTo(most) <= 0;
    }

    /** Says the span as documents spell it: {@code 1s to 10m}. */
    public String describe() {
        return DurationText.of(least) + " to " + DurationText.of(most);
    }

    void require(String name, Duration duration) {
        if (!includes(duration)) {
            throw new IllegalArgumentException(name + " is " + DurationText.of(duration) + ", must be " + describe());
        }
    }
}
