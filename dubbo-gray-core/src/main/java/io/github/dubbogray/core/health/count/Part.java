package io.github.dubbogray.core.health.count;

import java.time.Duration;

/** A part of a window that ends now: the shorter, the sooner it shows a change; the longer, the more calls it has. */
public enum Part {
    /** The newest tenth. */
    TENTH(10),
    /** The newest fifth. */
    FIFTH(5),
    /** The newer half. */
    HALF(2),
    /** All of it. */
    WHOLE(1);

    private final int divisor;

    Part(int divisor) {
        this.divisor = divisor;
    }

    /** Returns how long this part of a window is. */
    public Duration of(Duration window) {
        return window.dividedBy(divisor);
    }

    /** Returns how many of the window's slices it is. */
    int slices() {
        return SlidingWindow.SLICES / divisor;
    }
}
