package io.github.dubbogray.router.testing;

import io.github.dubbogray.router.settings.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer of tasks that run once, and the time that it goes by, moved by hand; starts no thread. */
public final class OneShotTimer extends ScheduledThreadPoolExecutor {

    /** When time begins. */
    public static final Instant BEGIN = Instant.parse("2026-05-01T12:03:00Z");

    private final List<Shot> shots = new ArrayList<>();
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return BEGIN.plusNanos(nanos);
        }
    };

    private long nanos;

    /** A task and when it is due. */
    private static final class Shot extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long dueNanos;

        Shot(Runnable task, long dueNanos) {
            super(task, null);
            this.dueNanos = dueNanos;
        }

        long dueNanos() {
            return dueNanos;
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

    public OneShotTimer() {
        super(1);
    }

    /** Returns surroundings that have this timer, its time, and a chance of zeros. */
    public Surroundings surroundings() {
        return new Surroundings(() -> nanos, clock, () -> 0, name -> this);
    }

    /** Returns how many tasks wait for their time. */
    public int tasks() {
        return shots.size();
    }

    /** Lets time pass, and runs what is due meanwhile, each at its time. */
    public void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        for (Optional<Shot> next = next(end); next.isPresent(); next = next(end)) {
            shots.remove(next.get());
            nanos = Math.max(nanos, next.get().dueNanos());
            next.get().run();
        }
        nanos = end;
    }

    private Optional<Shot> next(long end) {
        return shots.stream().filter(shot -> shot.dueNanos() <= end).min(Comparator.comparingLong(Shot::dueNanos));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException();
        }
        Shot shot = new Shot(task, nanos + unit.toNanos(delay));
        shots.add(shot);
        return shot;
    }

    @Override
    public void execute(Runnable task) {
        var unused = schedule(task, 0, TimeUnit.NANOSECONDS);
    }
}
