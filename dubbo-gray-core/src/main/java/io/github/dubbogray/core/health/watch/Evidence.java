package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.text.DurationText;
import java.time.Duration;

/** The numbers that led to an ejection or a trip. */
public sealed interface Evidence {

    /**
     * Says the numbers: {@code 24 of 40 failed within 1s, stable 1 of 300}.
     *
     * @param others whom it is compared with, as {@code stable}
     */
    String describe(String others);

    /**
     * Too many calls had a fault.
     *
     * @param within of how long the calls are
     * @param own of who is judged
     * @param others of those it is compared with
     */
    record TooMany(Fault fault, Duration within, Rate own, Rate others) implements Evidence {
        @Override
        public String describe(String name) {
            return fault.describe(own) + " within " + DurationText.of(within) + ", " + name + " " + others.describe();
        }
    }

    /**
     * Too many calls one after the other failed.
     *
     * @param length how many
     * @param within of how long the rates are
     * @param own of the instance
     * @param others of the lane's other instances
     */
    record Run(int length, Duration within, Rate own, Rate others) implements Evidence {
        @Override
        public String describe(String name) {
            return length + " in a row failed, " + new TooMany(Fault.FAILED, within, own, others).describe(name);
        }
    }

    /**
     * Too many of the calls that a half-open lane was given had a fault.
     *
     * @param own of those that have ended
     * @param given how many there are
     */
    record Probes(Fault fault, Rate own, int given) implements Evidence {
        @Override
        public String describe(String name) {
            return fault.describe(own) + " when " + given + " calls were let through";
        }
    }
}
