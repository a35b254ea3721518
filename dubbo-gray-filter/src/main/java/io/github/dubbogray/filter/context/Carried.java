package io.github.dubbogray.filter.context;

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
public record Carried(@Nullable Tag tag, @Nullable Hops hops) {

    /** What works for no request carries. */
    public static final Carried NOTHING = new Carried(null, null);

    /** Returns the context of this thread now. */
    public static Carried now() {
        RequestScope scope = RequestScope.current();
        return scope == null ? new Carried(SwitchedCall.tag(), null) : of(scope);
    }

    /** Returns that of a request. */
    public static Carried of(RequestScope scope) {
        return new Carried(scope.tag(), scope.hops());
    }

    /** Gives it to this thread until the scope is closed. */
    public RequestScope enter() {
        return RequestScope.enter(tag, hops);
    }

    /** Gives it to this thread until {@link RequestScope#endPropagated}. */
    public void enterPropagated() {
        RequestScope.enterPropagated(tag, hops);
    }

    /** Returns a task that runs with it. */
    public Runnable within(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (RequestScope scope = enter()) {
                task.run();
            }
        };
    }

    /** Returns a task that runs with it. */
    public <V> Callable<V> within(Callable<V> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (RequestScope scope = enter()) {
                return task.call();
            }
        };
    }

    /** Returns a supplier that runs with it. */
    public <V> Supplier<V> within(Supplier<V> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            try (RequestScope scope = enter()) {
                return task.get();
            }
        };
    }

    /** Returns a function that runs with it. */
    public <T, R> Function<T, R> within(Function<T, R> task) {
        Objects.requireNonNull(task, "task");
        return argument -> {
            try (RequestScope scope = enter()) {
                return task.apply(argument);
            }
        };
    }

    /** Returns a function that runs with it. */
    public <T, U, R> BiFunction<T, U, R> within(BiFunction<T, U, R> task) {
        Objects.requireNonNull(task, "task");
        return (first, second) -> {
            try (RequestScope scope = enter()) {
                return task.apply(first, second);
            }
        };
    }

    /** Returns a consumer that runs with it. */
    public <T> Consumer<T> accepting(Consumer<T> task) {
        Objects.requireNonNull(task, "task");
        return argument -> {
            try (RequestScope scope = enter()) {
                task.accept(argument);
            }
        };
    }

    /** Returns a consumer that runs with it. */
    public <T, U> BiConsumer<T, U> accepting(BiConsumer<T, U> task) {
        Objects.requireNonNull(task, "task");
        return (first, second) -> {
            try (RequestScope scope = enter()) {
                task.accept(first, second);
            }
        };
    }
}
