package io.github.dubbogray.filter.context;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs each task, and each repetition of it, with the context of the moment it was scheduled. */
final class CarryingScheduledExecutorService extends CarryingExecutorService implements ScheduledExecutorService {

    private final ScheduledExecutorService target;

    CarryingScheduledExecutorService(ScheduledExecutorService target) {
        super(target);
        this.target = target;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return target.schedule(Carried.now().within(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return target.schedule(Carried.now().within(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return target.scheduleAtFixedRate(Carried.now().within(task), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return target.scheduleWithFixedDelay(Carried.now().within(task), initialDelay, delay, unit);
    }
}
