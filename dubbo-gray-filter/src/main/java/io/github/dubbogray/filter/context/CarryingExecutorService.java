package io.github.dubbogray.filter.context;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs each task with the context of the moment it was handed over; in all else it is the executor it stands before. */
class CarryingExecutorService implements ExecutorService {

    private final ExecutorService target;

    CarryingExecutorService(ExecutorService target) {
        this.target = Objects.requireNonNull(target, "executor");
    }

    @Override
    public void execute(Runnable task) {
        target.execute(Carried.now().within(task));
    }

    @Override
    public Future<?> submit(Runnable task) {
        return target.submit(Carried.now().within(task));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return target.submit(Carried.now().within(task), result);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return target.submit(Carried.now().within(task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return target.invokeAll(wrapped(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return target.invokeAll(wrapped(tasks), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return target.invokeAny(wrapped(tasks));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return target.invokeAny(wrapped(tasks), timeout, unit);
    }

    @Override
    public void shutdown() {
        target.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return target.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return target.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return target.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return target.awaitTermination(timeout, unit);
    }

    private static <T> List<Callable<T>> wrapped(Collection<? extends Callable<T>> tasks) {
        Carried now = Carried.now();
        return tasks.stream().<Callable<T>>map(now::within).toList();
    }
}
