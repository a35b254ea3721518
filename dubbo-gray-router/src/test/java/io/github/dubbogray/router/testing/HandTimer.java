package io.github.dubbogray.router.testing;

import io.github.dubbogray.router.settings.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A timer, and the time that it goes by, moved by hand; starts no thread. */
public final class HandTimer extends ScheduledThreadPoolExecutor {

    /** When time begins. */
    public static final Instant BEGIN = Instant.parse("2026-05-01T12:03:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Repeated> repeated = new ArrayList<>();

    /** A task that is run until it is cancelled. */
    private static final class Repeated extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final Runnable task;

        Repeated(Runnable task) {
            super(task, null);
            this.task = task;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Integer.compare(hashCode(), other.hashCode());
        }
    }

    public HandTimer() {
        super(1);
    }

    /** Returns surroundings that have this timer and its time. */
    public Surroundings surroundings() {
        return new Surroundings(nanos::get, Clock.fixed(BEGIN, ZoneOffset.UTC), () -> 0, name -> this);
    }

    public long nanos() {
        return nanos.get();
    }

    /** Returns how many tasks are run again and again. */
    public long tasks() {
        return repeated.stream().filter(task -> !task.isCancelled()).count();
    }

    /** Lets time pass, then runs every task once. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        List.copyOf(repeated).stream().filter(task -> !task.isCancelled()).forEach(task -> task.task.run());
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        Repeated added = new Repeated(task);
        repeated.add(added);
        return added;
    }
}
