package io.github.dubbogray.filter.context;

import java.util.Objects;
import java.util.concurrent.Executor;

/** Runs each task with the context of the moment it was handed over. */
record CarryingExecutor(Executor target) implements Executor {

    CarryingExecutor {
        Objects.requireNonNull(target, "executor");
    }

    @Override
    public void execute(Runnable task) {
        target.execute(Carried.now().within(task));
    }
}
