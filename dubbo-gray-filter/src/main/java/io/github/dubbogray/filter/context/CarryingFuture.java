package io.github.dubbogray.filter.context;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A future whose stages, and theirs in turn, run with one context, on whatever thread. Long, because each way to add a
 * stage has to be named: the class it extends offers no single place through which they all go.
 */
class CarryingFuture<T> extends CompletableFuture<T> {

    /** What the stages run with. */
    final Carried context;

    CarryingFuture(Carried context) {
        this.context = context;
    }

    /** Returns a future that ends as the given one does. */
    static <T> CarryingFuture<T> of(CompletionStage<T> source, Carried context) {
        Objects.requireNonNull(source, "stage");
        CarryingFuture<T> future = new CarryingFuture<>(context);
        future.endAs(source);
        return future;
    }

    void endAs(CompletionStage<T> source) {
        var unused = source.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(failure);
            }
        });
    }

    /** Returns a stage that offers no more than {@link CompletionStage} does, and carries too. */
    @Override
    public CompletionStage<T> minimalCompletionStage() {
        return MinimalStage.of(this, context);
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        return super.completeAsync(context.within(supplier), executor);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CarryingFuture<>(context);
    }

    @Override
    public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> then) {
        return super.thenApply(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> then) {
        return super.thenApplyAsync(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> then, Executor executor) {
        return super.thenApplyAsync(context.within(then), executor);
    }

    @Override
    public CompletableFuture<Void> thenAccept(Consumer<? super T> then) {
        return super.thenAccept(context.accepting(then));
    }

    @Override
    public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> then) {
        return super.thenAcceptAsync(context.accepting(then));
    }

    @Override
    public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> then, Executor executor) {
        return super.thenAcceptAsync(context.accepting(then), executor);
    }

    @Override
    public CompletableFuture<Void> thenRun(Runnable then) {
        return super.thenRun(context.within(then));
    }

    @Override
    public CompletableFuture<Void> thenRunAsync(Runnable then) {
        return super.thenRunAsync(context.within(then));
    }

    @Override
    public CompletableFuture<Void> thenRunAsync(Runnable then, Executor executor) {
        return super.thenRunAsync(context.within(then), executor);
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> then) {
        return super.thenCombine(other, context.within(then));
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> then) {
        return super.thenCombineAsync(other, context.within(then));
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> then, Executor executor) {
        return super.thenCombineAsync(other, context.within(then), executor);
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> then) {
        return super.thenAcceptBoth(other, context.accepting(then));
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> then) {
        return super.thenAcceptBothAsync(other, context.accepting(then));
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> then, Executor executor) {
        return super.thenAcceptBothAsync(other, context.accepting(then), executor);
    }

    @Override
    public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable then) {
        return super.runAfterBoth(other, context.within(then));
    }

    @Override
    public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable then) {
        return super.runAfterBothAsync(other, context.within(then));
    }

    @Override
    public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable then, Executor executor) {
        return super.runAfterBothAsync(other, context.within(then), executor);
    }

    @Override
    public <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> then) {
        return super.applyToEither(other, context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> then) {
        return super.applyToEitherAsync(other, context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> then, Executor executor) {
        return super.applyToEitherAsync(other, context.within(then), executor);
    }

    @Override
    public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> then) {
        return super.acceptEither(other, context.accepting(then));
    }

    @Override
    public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> then) {
        return super.acceptEitherAsync(other, context.accepting(then));
    }

    @Override
    public CompletableFuture<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> then, Executor executor) {
        return super.acceptEitherAsync(other, context.accepting(then), executor);
    }

    @Override
    public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable then) {
        return super.runAfterEither(other, context.within(then));
    }

    @Override
    public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable then) {
        return super.runAfterEitherAsync(other, context.within(then));
    }

    @Override
    public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable then, Executor executor) {
        return super.runAfterEitherAsync(other, context.within(then), executor);
    }

    @Override
    public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> then) {
        return super.thenCompose(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> then) {
        return super.thenComposeAsync(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> then, Executor executor) {
        return super.thenComposeAsync(context.within(then), executor);
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> then) {
        return super.whenComplete(context.accepting(then));
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> then) {
        return super.whenCompleteAsync(context.accepting(then));
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> then, Executor executor) {
        return super.whenCompleteAsync(context.accepting(then), executor);
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> then) {
        return super.handle(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> then) {
        return super.handleAsync(context.within(then));
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> then, Executor executor) {
        return super.handleAsync(context.within(then), executor);
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> then) {
        return super.exceptionally(context.within(then));
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> then) {
        return super.exceptionallyAsync(context.within(then));
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> then, Executor executor) {
        return super.exceptionallyAsync(context.within(then), executor);
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> then) {
        return super.exceptionallyCompose(context.within(then));
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> then) {
        return super.exceptionallyComposeAsync(context.within(then));
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> then, Executor executor) {
        return super.exceptionallyComposeAsync(context.within(then), executor);
    }
}
