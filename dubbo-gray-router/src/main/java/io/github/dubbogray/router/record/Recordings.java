package io.github.dubbogray.router.record;

import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.router.call.CallTag;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.settings.Surroundings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What an application records of its decisions: nothing until somebody asks for it, and then one recording at a time, for a
 * while. The last one is kept until it is dropped or the next begins. Where nothing is recorded, a call reads one volatile
 * each time it comes by.
 */
public final class Recordings {

    /** The most calls that may be kept. */
    public static final int MOST_CALLS = 10_000;

    /** The longest a recording lasts. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** The most answers of rules that are kept, so that documents of thousands of rules fill no memory. */
    static final long MOST_ANSWERS = 1_000_000;

    private final Documents documents;
    private final Surroundings surroundings;
    private final BiConsumer<String, Throwable> bugs;

    /** Written under this; read by calls. Null while nothing is recorded. */
    private volatile @Nullable Recording running;

    /** Guarded by this. The one that runs, or the last that did. */
    private @Nullable Recording last;

    /**
     * Records nothing yet.
     *
     * @param bugs is told of a failure of this library, which ends the recording and no call
     */
    public Recordings(Documents documents, Surroundings surroundings, BiConsumer<String, Throwable> bugs) {
        this.documents = documents;
        this.surroundings = surroundings;
        this.bugs = bugs;
    }

    /** How a recording is, for who asked for it. */
    public sealed interface State {

        /** There is none. */
        record None() implements State {}

        /**
         * It runs.
         *
         * @param calls since it began
         * @param limit how many of them are kept at most
         */
        record Running(long calls, int limit) implements State {}

        /** It is over; what was kept can be read. */
        record Over(long calls, int limit) implements State {}
    }

    /**
     * Begins a recording, unless one runs; the one before is dropped.
     *
     * @param limit how many calls to keep, 1 to {@link #MOST_CALLS}; fewer are where documents have many rules
     * @param lasting after how long it is over; at most {@link #LONGEST}
     * @return whether it began
     */
    public synchronized boolean begin(int limit, Duration lasting) {
        if (state() instanceof State.Running) {
            return false;
        }
        long rules = documents.statuses().stream()
                .map(DocumentStatus::application)
                .mapToLong(name -> documents.table(name).rules().list().size())
                .sum();
        long bounded = Math.max(1, Math.min(Math.min(limit, MOST_CALLS), MOST_ANSWERS / Math.max(1, rules)));
        long nanos = Math.min(lasting.toNanos(), LONGEST.toNanos());
        Recording begun = new Recording((int) bounded, surroundings.nanoTime().getAsLong() + nanos);
        last = begun;
        running = begun;
        return true;
    }

    /** Ends the recording that runs, if one does. */
    public synchronized void end() {
        running = null;
    }

    /** Ends the recording that runs, and forgets the last one. */
    public synchronized void drop() {
        running = null;
        last = null;
    }

    /** Returns how it stands. */
    public synchronized State state() {
        Recording known = last;
        if (known == null) {
            return new State.None();
        }
        return active() == null
                ? new State.Over(known.calls(), known.limit())
                : new State.Running(known.calls(), known.limit());
    }

    /**
     * Returns what was recorded, also while it goes on.
     *
     * @param application the own name
     */
    public synchronized Optional<RecordedProcess> read(String application) {
        return Optional.ofNullable(last).map(recording -> {
            var decisions = recording.decisions(); // before the calls, of which there are more by then
            return new RecordedProcess(
                    ManagementFactory.getRuntimeMXBean().getName(),
                    application,
                    recording.calls(),
                    recording.documents(),
                    decisions);
        });
    }

    /**
     * Takes a call whose first try is about to be decided, or passes it by, which is the usual case. Never throws.
     *
     * @return null if it is passed by
     */
    public @Nullable RecordedCall take(Invocation call, Request request, Fleet<?> fleet) {
        if (running == null) {
            return null;
        }
        try {
            Recording active = active();
            if (active == null || Placements.routedOf(call) != null) { // a later try is of a decision that was made
                return null;
            }
            RecordedCall taken = active.take(
                    surroundings.clock().millis(),
                    request,
                    CallTag.of(call),
                    fleet.tables(),
                    surroundings::below,
                    documents::textOf);
            if (taken != null) {
                taken.keepOn(call);
            }
            return taken;
        } catch (Throwable bug) { // also an error: the call goes on
            fail(bug);
            return null;
        }
    }

    /** Takes note of where a call goes, a later try in place of an earlier. */
    public void placed(Invocation call, Placement placement) {
        RecordedCall recorded = running == null ? null : RecordedCall.on(call);
        if (recorded != null) {
            recorded.placed(placement);
        }
    }

    /** Takes note of the instance that a try goes to. */
    public void servedBy(Invocation call, String address) {
        RecordedCall recorded = RecordedCall.on(call);
        if (recorded != null) {
            recorded.servedBy(address);
        }
    }

    /** Returns whether calls are recorded now. Reads one volatile. */
    public boolean areRunning() {
        return running != null;
    }

    private @Nullable Recording active() {
        Recording known = running;
        if (known != null && known.isOver(surroundings.nanoTime().getAsLong())) {
            stop(known);
            return null;
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // another one may have begun meanwhile
    private synchronized void stop(Recording over) {
        if (running == over) {
            running = null;
        }
    }

    private void fail(Throwable bug) {
        end();
        bugs.accept("A recording of decisions ends.", bug);
    }
}
