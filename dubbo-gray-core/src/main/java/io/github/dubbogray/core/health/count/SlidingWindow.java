package io.github.dubbogray.core.health.count;

import io.github.dubbogray.core.health.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts of the calls of the last window, in twenty slices. Many threads record, any thread reads; nobody waits for another.
 * Recording allocates nothing but a slice when its first call comes, once in a twentieth of the window.
 *
 * <p>The hard moment of such a ring is when a place passes on to the next slice. Here a place holds a slice <em>object</em>
 * that knows its number, and passing on replaces the object: whoever still adds to the old one adds to a slice that has
 * left the window for good, and nobody ever adds to a slice that is not the one of its own time. So a call is counted in
 * exactly the slice in which it ended, or, if its thread took more than 32 slices to record it, nowhere.
 *
 * <p>What a reading may miss is a call that is being recorded at that moment; the next reading has it.
 *
 * <p>The newest slice has only begun, so a part of {@code n} slices reaches back between {@code n - 1} and {@code n} of
 * them.
 */
public final class SlidingWindow {

    /** How many slices are a window. */
    static final int SLICES = 20;

    /** A power of two, so that a place is found without a division. */
    private static final int PLACES = 32;

    private final AtomicReferenceArray<Slice> places = new AtomicReferenceArray<>(PLACES);
    private final long sliceNanos;
    private final long slowerThanNanos;
    private final long beginNanos;

    /**
     * Begins to count.
     *
     * @param window how long a call counts
     * @param slowerThan a call that takes longer is slow
     * @param beginNanos calls that began before this moment are not counted: they say nothing of what is to be watched now
     */
    public SlidingWindow(Duration window, Duration slowerThan, long beginNanos) {
        this.sliceNanos = window.toNanos() / SLICES;
        this.slowerThanNanos = slowerThan.toNanos();
        this.beginNanos = beginNanos;
    }

    /**
     * Counts a call and returns whether it counts: it does not if it is ignored, or began before the window did. Allocates
     * nothing but, for the first call of a slice, the slice.
     *
     * @param elapsedNanos how long the call took
     * @param nowNanos when it ended, on the monotonic clock that the window began on
     */
    public boolean record(Outcome outcome, long elapsedNanos, long nowNanos) {
        return record(outcome, elapsedNanos, slowerThanNanos, nowNanos);
    }

    /** Counts a stream as {@link #record} does a call, but never as slow. */
    public boolean recordStream(Outcome outcome, long elapsedNanos, long nowNanos) {
        return record(outcome, elapsedNanos, Long.MAX_VALUE, nowNanos);
    }

    private boolean record(Outcome outcome, long elapsedNanos, long slowerThan, long nowNanos) {
        long age = nowNanos - beginNanos;
        if (outcome == Outcome.IGNORED || elapsedNanos > age) {
            return false;
        }
        long number = age / sliceNanos;
        Slice slice = placedSlice(number);
        if (slice.number() == number) {
            slice.add(outcome == Outcome.FAILURE, elapsedNanos > slowerThan);
        }
        return true;
    }

    /** Returns the slice of that number, or, if its place has passed on, a later one. */
    private Slice placedSlice(long number) {
        int place = (int) number & (PLACES - 1);
        Slice slice = places.get(place);
        while (slice == null || slice.number() < number) {
            Slice next = new Slice(number);
            if (places.compareAndSet(place, slice, next)) {
                return next;
            }
            slice = places.get(place);
        }
        return slice;
    }

    /** Returns what each part of the window has now. */
    public Recent recent(long nowNanos) {
        long newest = (nowNanos - beginNanos) / sliceNanos;
        Counts tenth = between(newest, 0, Part.TENTH.slices());
        Counts fifth = tenth.plus(between(newest, Part.TENTH.slices(), Part.FIFTH.slices()));
        Counts half = fifth.plus(between(newest, Part.FIFTH.slices(), Part.HALF.slices()));
        Counts whole = half.plus(between(newest, Part.HALF.slices(), Part.WHOLE.slices()));
        return new Recent(tenth, fifth, half, whole);
    }

    /** Returns what the slices have that are so many before the newest, the first included, the end not. */
    private Counts between(long newest, int first, int end) {
        Counts sum = Counts.NONE;
        for (int back = first; back < end; back++) {
            Counts counts = inSlice(newest - back);
            sum = counts.calls() == 0 ? sum : sum.plus(counts);
        }
        return sum;
    }

    /** Returns what a slice has; nothing if its place has another. */
    Counts inSlice(long number) {
        Slice slice = places.get((int) number & (PLACES - 1));
        return slice != null && slice.number() == number ? slice.counts() : Counts.NONE;
    }
}
