package io.github.dubbogray.core.release.plan;

import java.time.Duration;

/**
 * What becomes of a step that is neither breached nor proven when its time is over, and of a share that some consumer does not
 * take over.
 *
 * @param hold how long it is waited for; none to 168 h, default 1 h
 * @param then what is done after that, default {@link Response#PAUSE}
 */
public record Undecided(Duration hold, Response then) {

    /** What {@code onInconclusive: {}} means. */
    public static final Undecided DEFAULT = new Undecided(Duration.ofHours(1), Response.PAUSE);

    public Undecided {
        if (!Step.HOLD.includes(hold)) {
            throw new IllegalArgumentException("hold is " + hold + ", must be " + Step.HOLD.describe());
        }
    }
}
