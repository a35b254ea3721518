package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.FailureRun;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * One instance as a member of one lane: takes the outcomes of its calls and probes, and knows whether it is out. Calls and
 * probes of any thread record; the thread that evaluates the lane changes its state.
 */
public final class InstanceWatch {

    private final String name;
    private final LaneWatch lane;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Written by who holds instances; says whether it could serve if it is not out. */
    private volatile BooleanSupplier presence = () -> true;

    /** Replaced as a whole by the evaluating thread when the instance starts anew; read by every call. */
    private volatile Calls calls;

    /** Written by the evaluating thread. */
    private volatile InstanceState state;

    /**
     * What is counted of the instance alone.
     *
     * @param beginNanos since when
     */
    record Calls(Windows windows, FailureRun run, long beginNanos) {

        void record(Outcome outcome, long elapsedNanos, long nowNanos) {
            if (windows.record(outcome, elapsedNanos, nowNanos)) {
                count(outcome);
            }
        }

        void recordStream(Outcome outcome, long elapsedNanos, long nowNanos) {
            if (windows.recordStream(outcome, elapsedNanos, nowNanos)) {
                count(outcome);
            }
        }

        private void count(Outcome outcome) {
            if (outcome == Outcome.FAILURE) {
                run.failed();
            } else {
                run.succeeded();
            }
        }
    }

    InstanceWatch(String name, LaneWatch lane, long nowNanos) {
        this.name = name;
        this.lane = lane;
        this.calls = lane.newCalls(nowNanos);
        this.state = new InstanceState.Serving(0, nowNanos);
    }

    /** Returns the instance's name. */
    public String name() {
        return name;
    }

    /**
     * Counts how a call ended, for this instance and its lane; to be told once for each call (clause H1). Allocates nothing,
     * see {@link io.github.dubbogray.core.health.count.SlidingWindow}; any thread may tell.
     *
     * @param elapsedNanos how long the call took
     * @param nowNanos when it ended, on the monotonic clock
     */
    public void record(Outcome outcome, long elapsedNanos, long nowNanos) {
        calls.record(outcome, elapsedNanos, nowNanos);
        lane.record(outcome, elapsedNanos, nowNanos);
    }

    /** Counts how a stream ended, as {@link #record}; how long it took is no fault. */
    public void recordStream(Outcome outcome, long elapsedNanos, long nowNanos) {
        calls.recordStream(outcome, elapsedNanos, nowNanos);
        lane.recordStream(outcome, elapsedNanos, nowNanos);
    }

    /**
     * Returns what was counted of the instance in its window since it was last put in service; nothing where only its lane is
     * judged.
     */
    public Counts counts(long nowNanos) {
        Windows now = calls.windows();
        return now.isEmpty() ? Counts.NONE : now.first(nowNanos);
    }

    /** Returns whether a call that took so long is slow by the lane's trip rules. */
    public boolean isSlow(long elapsedNanos) {
        return lane.isSlow(elapsedNanos);
    }

    /** Counts that a probe was answered. */
    public void answered() {
        unanswered.set(0);
    }

    /** Counts that a probe had no answer. */
    public void unanswered() {
        unanswered.incrementAndGet();
    }

    /** Returns whether the instance is out and so counts as absent in its lane (clause P5). */
    public boolean isOut() {
        return state.isOut();
    }

    /** Returns what the instance is. */
    public InstanceState state() {
        return state;
    }

    InstanceFigures figures(Yardstick yardstick, long nowNanos) {
        Calls now = calls;
        return new InstanceFigures(
                name,
                state,
                now.windows().recent(yardstick, nowNanos),
                now.run().takeLongest(),
                unanswered.get(),
                nowNanos - now.beginNanos(),
                presence.getAsBoolean() ? InstanceFigures.Presence.PRESENT : InstanceFigures.Presence.ABSENT);
    }

    void presence(BooleanSupplier asked) {
        presence = asked;
    }

    Windows windows() {
        return calls.windows();
    }

    void become(InstanceState next) {
        state = next;
    }

    /** Forgets what was counted, and what calls that are under way will say. */
    void startAnew(long nowNanos) {
        calls = lane.newCalls(nowNanos);
    }
}
