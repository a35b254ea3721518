package io.github.dubbogray.filter.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** Executors and futures that take the context along to other threads. */
public final class Carrying {

    private Carrying() {}

    /** Returns an executor that runs each task with the context of the moment it is handed over. */
    public static Executor of(Executor executor) {
        return new CarryingExecutor(executor);
    }

    /** Returns an executor that runs each task with the context of the moment it is handed over. */
    public static ExecutorService of(ExecutorService executor) {
        return new CarryingExecutorService(executor);
    }

    /** Returns an executor that runs each task, and each repetition of it, with the context of the moment it is scheduled. */
    public static ScheduledExecutorService of(ScheduledExecutorService executor) {
        return new CarryingScheduledExecutorService(executor);
    }

    /** Returns a future that ends as the given stage does and whose stages all run with the context of now. */
    public static <T> CompletableFuture<T> of(CompletionStage<T> stage) {
        return CarryingFuture.of(stage, Carried.now());
    }
}
