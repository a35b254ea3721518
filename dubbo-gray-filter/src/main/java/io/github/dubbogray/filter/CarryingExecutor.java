package io.github.dubbogray.filter;

import java.util.concurrent.Executor;

/** Runs each task with the context of the moment it was handed over. */
record CarryingExecutor(Executor target) implements Executor {

    @Override
    public void execute(Runnable task) {
        target.execute(GrayContext.wrap(task));
    }
}
