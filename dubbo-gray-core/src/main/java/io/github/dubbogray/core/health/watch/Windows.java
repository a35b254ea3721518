package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.count.SlidingWindow;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The same calls by several yardsticks; one is the usual number. Many threads record, any thread reads. */
final class Windows {

    private final List<Yardstick> yardsticks;
    private final SlidingWindow[] windows;

    Windows(Collection<Yardstick> yardsticks, long beginNanos) {
        this(List.copyOf(yardsticks), yardstick -> newWindow(yardstick, beginNanos));
    }

    private Windows(List<Yardstick> yardsticks, Function<Yardstick, SlidingWindow> window) {
        this.yardsticks = yardsticks;
        this.windows = yardsticks.stream().map(window).toArray(SlidingWindow[]::new);
    }

    private static SlidingWindow newWindow(Yardstick yardstick, long beginNanos) {
        return new SlidingWindow(yardstick.window(), yardstick.slowerThan(), beginNanos);
    }

    /** Returns these by other yardsticks; what is known by one of those goes on. */
    Windows by(Collection<Yardstick> others, long beginNanos) {
        return new Windows(List.copyOf(others), yardstick -> {
            int known = yardsticks.indexOf(yardstick);
            return known < 0 ? newWindow(yardstick, beginNanos) : windows[known];
        });
    }

    /** Counts a call and returns whether it counts. */
    boolean record(Outcome outcome, long elapsedNanos, long nowNanos) {
        boolean counts = false;
        for (SlidingWindow window : windows) {
            counts = window.record(outcome, elapsedNanos, nowNanos);
        }
        return counts;
    }

    /** Counts a stream, of which it is no fault how long it took, and returns whether it counts. */
    boolean recordStream(Outcome outcome, long elapsedNanos, long nowNanos) {
        boolean counts = false;
        for (SlidingWindow window : windows) {
            counts = window.recordStream(outcome, elapsedNanos, nowNanos);
        }
        return counts;
    }

    /** Returns whether nothing is counted. */
    boolean isEmpty() {
        return windows.length == 0;
    }

    /** Returns what the first yardstick shows of its whole window now. */
    Counts first(long nowNanos) {
        return windows[0].recent(nowNanos).whole();
    }

    /** Returns what a yardstick shows now; nothing if it is not one of these. */
    Recent recent(Yardstick yardstick, long nowNanos) {
        int position = yardsticks.indexOf(yardstick);
        return position < 0 ? Recent.NONE : windows[position].recent(nowNanos);
    }
}
