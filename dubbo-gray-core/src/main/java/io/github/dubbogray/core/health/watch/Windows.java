package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.count.SlidingWindow;
import java.util.Collection;
import java.util.List;

/** The same calls by several yardsticks; one is the usual number. Many threads record, any thread reads. */
final class Windows {

    private final List<Yardstick> yardsticks;
    private final SlidingWindow[] windows;

    Windows(Collection<Yardstick> yardsticks, long beginNanos) {
        this.yardsticks = List.copyOf(yardsticks);
        this.windows = yardsticks.stream()
                .map(yardstick -> new SlidingWindow(yardstick.window(), yardstick.slowerThan(), beginNanos))
                .toArray(SlidingWindow[]::new);
    }

    /** Counts a call and returns whether it counts. */
    boolean record(Outcome outcome, long elapsedNanos, long nowNanos) {
        boolean counts = false;
        for (SlidingWindow window : windows) {
            counts = window.record(outcome, elapsedNanos, nowNanos);
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
