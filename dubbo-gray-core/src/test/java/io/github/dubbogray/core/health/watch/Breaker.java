package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.count.SlidingWindow;

/** Something that says when a lane is to be taken out, told of every call of the lane and of stable. */
interface Breaker {

    void gray(boolean failed, long nowNanos);

    void stable(boolean failed, long nowNanos);

    /** Asked every 100 ms. */
    boolean trips(long nowNanos);

    /** The rule of this library, by the code of this library. */
    static Breaker ofThisLibrary(long nowNanos) {
        return new Windowed(nowNanos) {
            @Override
            boolean trips(Recent gray, Recent stable, long now) {
                return TripState.CLOSED.next(TripRules.DEFAULT, gray, stable, now) != TripState.CLOSED;
            }
        };
    }

    /** The same thresholds on the whole window, and nothing else. */
    static Breaker ofOneWindow(long nowNanos) {
        return new Windowed(nowNanos) {
            @Override
            boolean trips(Recent gray, Recent stable, long now) {
                Rate one = gray.whole().failed();
                Rate other = stable.whole().failed();
                return one.calls() >= 20
                        && ((one.reaches(50) && !(other.calls() >= 20 && other.isHalfOf(one)))
                                || (other.calls() >= 20 && one.isAbove(other, 20)));
            }
        };
    }

    /** The lane's last so many calls, and half of them failed: what a breaker that knows no stable does. */
    static Breaker ofLastCalls(int size) {
        return new LastCalls(size);
    }

    /** Counts both sides in windows of 10 s. */
    abstract class Windowed implements Breaker {

        private static final long ELAPSED_NANOS = 5_000_000;

        private final SlidingWindow gray;
        private final SlidingWindow stable;

        Windowed(long nowNanos) {
            Yardstick yardstick = Yardstick.of(TripRules.DEFAULT);
            gray = new SlidingWindow(yardstick.window(), yardstick.slowerThan(), nowNanos);
            stable = new SlidingWindow(yardstick.window(), yardstick.slowerThan(), nowNanos);
        }

        abstract boolean trips(Recent gray, Recent stable, long nowNanos);

        @Override
        public void gray(boolean failed, long nowNanos) {
            gray.record(failed ? Outcome.FAILURE : Outcome.SUCCESS, ELAPSED_NANOS, nowNanos);
        }

        @Override
        public void stable(boolean failed, long nowNanos) {
            stable.record(failed ? Outcome.FAILURE : Outcome.SUCCESS, ELAPSED_NANOS, nowNanos);
        }

        @Override
        public boolean trips(long nowNanos) {
            return trips(gray.recent(nowNanos), stable.recent(nowNanos), nowNanos);
        }
    }

    /** A ring of the last calls. */
    final class LastCalls implements Breaker {

        private final boolean[] failed;
        private int calls;
        private int failures;

        LastCalls(int size) {
            failed = new boolean[size];
        }

        @Override
        public void gray(boolean isFailed, long nowNanos) {
            int place = calls++ % failed.length;
            failures += (isFailed ? 1 : 0) - (failed[place] ? 1 : 0);
            failed[place] = isFailed;
        }

        @Override
        public void stable(boolean isFailed, long nowNanos) {}

        @Override
        public boolean trips(long nowNanos) {
            return calls >= failed.length && failures * 2 >= failed.length;
        }
    }
}
