package io.github.dubbogray.filter.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stage that cannot be completed, awaited or looked into, as that of {@link CompletableFuture#minimalCompletionStage}, and
 * neither can the stages after it; all of them run with one context. {@link #toCompletableFuture} leads back to a future.
 */
final class MinimalStage<T> extends CarryingFuture<T> {

    private MinimalStage(Carried context) {
        super(context);
    }

    /** Returns a stage that ends as the given one does. */
    static <T> MinimalStage<T> of(CompletionStage<T> source, Carried context) {
        MinimalStage<T> stage = new MinimalStage<>(context);
        var unused = source.whenComplete(stage::end);
        return stage;
    }

    private void end(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            super.complete(value);
        } else {
            super.completeExceptionally(failure);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new MinimalStage<>(context);
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return CarryingFuture.of(this, context);
    }

    @Override
    public boolean complete(@Nullable T value) {
        throw notOffered();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        throw notOffered();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        throw notOffered();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        throw notOffered();
    }

    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        throw notOffered();
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        throw notOffered();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        throw notOffered();
    }

    @Override
    public void obtrudeValue(@Nullable T value) {
        throw notOffered();
    }

    @Override
    public void obtrudeException(Throwable failure) {
        throw notOffered();
    }

    @Override
    public T get() {
        throw notOffered();
    }

    @Override
    public T get(long timeout, TimeUnit unit) {
        throw notOffered();
    }

    @Override
    public T getNow(@Nullable T otherwise) {
        throw notOffered();
    }

    @Override
    public T join() {
        throw notOffered();
    }

    @Override
    public boolean isDone() {
        throw notOffered();
    }

    @Override
    public boolean isCancelled() {
        throw notOffered();
    }

    @Override
    public boolean isCompletedExceptionally() {
        throw notOffered();
    }

    @Override
    public int getNumberOfDependents() {
        throw notOffered();
    }

    private static UnsupportedOperationException notOffered() {
        return new UnsupportedOperationException("a minimal completion stage");
    }
}
