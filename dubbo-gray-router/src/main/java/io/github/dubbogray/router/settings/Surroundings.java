package io.github.dubbogray.router.settings;

import io.github.dubbogray.core.balance.RandomSource;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a process gives besides its properties: time, chance and threads. Nobody else asks the system for them, so a test can
 * give others.
 *
 * @param nanoTime the time from a point that stays the same, for how long something lasts
 * @param clock the time of day
 * @param chance bits at random
 * @param timers makes a timer of one thread by the name of that thread, which keeps no process alive
 */
public record Surroundings(
        LongSupplier nanoTime, Clock clock, RandomSource chance, Function<String, ScheduledThreadPoolExecutor> timers) {

    private static final Surroundings SYSTEM = new Surroundings(
            System::nanoTime,
            Clock.systemUTC(),
            () -> ThreadLocalRandom.current().nextLong(),
            Surroundings::timerOf);

    /** Returns the real ones. */
    public static Surroundings ofSystem() {
        return SYSTEM;
    }

    /** Returns these with another time. */
    public Surroundings at(LongSupplier other) {
        return new Surroundings(other, clock, chance, timers);
    }

    /** Returns these with another chance. */
    public Surroundings drawing(RandomSource other) {
        return new Surroundings(nanoTime, clock, other, timers);
    }

    /** Returns a new timer. */
    public ScheduledThreadPoolExecutor timer(String name) {
        return timers.apply(name);
    }

    /** Returns a number at random, at least 0 and less than a bound. */
    public long below(long bound) {
        return Long.remainderUnsigned(chance.nextBits(), bound);
    }

    private static ScheduledThreadPoolExecutor timerOf(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
