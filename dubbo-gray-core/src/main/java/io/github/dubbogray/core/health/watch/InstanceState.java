package io.github.dubbogray.core.health.watch;

import java.util.function.LongFunction;

/** Whether an instance of a lane is in service; moments are nanoseconds of the monotonic clock. */
public sealed interface InstanceState {

    /** Returns whether the instance counts as absent. */
    boolean isOut();

    /** Returns how many ejections are held against it. */
    int ejections();

    /** Returns when it came to this state. */
    long sinceNanos();

    /**
     * Says the state and what led to it: {@code is ejected since 12:03:07 until 12:03:37: 5 in a row failed, …}.
     *
     * @param clock says a moment
     */
    String describe(LongFunction<String> clock);

    /**
     * It is in service.
     *
     * @param ejections those in a row so far, one less for each window since
     * @param sinceNanos when it came back, or when the last ejection was forgiven
     */
    record Serving(int ejections, long sinceNanos) implements InstanceState {
        @Override
        public boolean isOut() {
            return false;
        }

        @Override
        public String describe(LongFunction<String> clock) {
            return "is in service since " + clock.apply(sinceNanos);
        }
    }

    /**
     * It is out for how its calls ended.
     *
     * @param ejections how many in a row this one makes
     * @param untilNanos when it comes back
     */
    record Ejected(Evidence evidence, int ejections, long sinceNanos, long untilNanos) implements InstanceState {
        @Override
        public boolean isOut() {
            return true;
        }

        @Override
        public String describe(LongFunction<String> clock) {
            return "is ejected since " + clock.apply(sinceNanos) + " until " + clock.apply(untilNanos) + ": "
                    + evidence.describe("the others");
        }
    }

    /** It is out until it answers a probe. */
    record Unanswering(int ejections, long sinceNanos) implements InstanceState {
        @Override
        public boolean isOut() {
            return true;
        }

        @Override
        public String describe(LongFunction<String> clock) {
            return "is ejected since " + clock.apply(sinceNanos) + " until it answers a probe";
        }
    }
}
