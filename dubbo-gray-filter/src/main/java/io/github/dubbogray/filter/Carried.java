package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a request as it was on one thread, for others: the tag, and where hops are reported.
 *
 * @param tag null if the request has none, which is carried as well
 * @param hops null if nobody collects them
 */
record Carried(@Nullable Tag tag, @Nullable Hops hops) {

    /** Returns the context of this thread now. */
    static Carried now() {
        GrayContext.Scope scope = GrayContext.current();
        return scope == null ? new Carried(GrayContext.tag().orElse(null), null) : scope.carried();
    }

    /** Gives it to this thread until the scope is closed. */
    GrayContext.Scope enter() {
        return GrayContext.enter(tag, hops);
    }

    Runnable within(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (GrayContext.Scope scope = enter()) {
                task.run();
            }
        };
    }

    <V> Callable<V> within(Callable<V> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (GrayContext.Scope scope = enter()) {
                return task.call();
            }
        };
    }

    <V> Supplier<V> within(Supplier<V> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (GrayContext.Scope scope = enter()) {
                return task.get();
            }
        };
    }

    <T, R> Function<T, R> within(Function<T, R> task) {
        Objects.requireNonNull(task, "task");
        return argument -> {
            try (GrayContext.Scope scope = enter()) {
                return task.apply(argument);
            }
        };
    }

    <T, U, R> BiFunction<T, U, R> within(BiFunction<T, U, R> task) {
        Objects.requireNonNull(task, "task");
        return (first, second) -> {
            try (GrayContext.Scope scope = enter()) {
                return task.apply(first, second);
            }
        };
    }

    <T> Consumer<T> accepting(Consumer<T> task) {
        Objects.requireNonNull(task, "task");
        return argument -> {
            try (GrayContext.Scope scope = enter()) {
                task.accept(argument);
            }
        };
    }

    <T, U> BiConsumer<T, U> accepting(BiConsumer<T, U> task) {
        Objects.requireNonNull(task, "task");
        return (first, second) -> {
            try (GrayContext.Scope scope = enter()) {
                task.accept(first, second);
            }
        };
    }
}
