package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.Carrying;
import io.github.dubbogray.filter.context.RequestScope;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tag of the request that the current thread serves. The provider filter sets it for the time of a call, and every
 * Dubbo call made meanwhile carries it on; a tag set on {@code RpcContext.getClientAttachment()} goes before it.
 *
 * <p>Work handed to another thread has no tag unless it is wrapped: the task, the executor or the future.
 *
 * <pre>{@code
 * executor.submit(GrayContext.wrap(() -> orders.create(order)));
 *
 * ExecutorService carrying = GrayContext.wrap(executor);            // once, at start-up
 * carrying.submit(() -> orders.create(order));                      // the tag of this moment
 *
 * GrayContext.wrap(stock.reserveAsync(order))
 *         .thenComposeAsync(reserved -> orders.createAsync(order)); // the tag of the moment of wrapping
 * }</pre>
 *
 * <p>Where OpenTelemetry is on the class path, the baggage of its current context has the tag as long as the thread has it.
 */
public final class GrayContext {

    private static final String VERSION = "version";

    private GrayContext() {}

    /**
     * Returns the tag of the current request, or empty if it has none. On a thread to which a provider switched with {@code
     * AsyncContext.signalContextSwitch()} it is the tag of that call until its answer is written.
     */
    public static Optional<Tag> tag() {
        return Optional.ofNullable(RequestScope.currentTag());
    }

    /**
     * Returns the version that the current request asks for: {@code v2} of the tag {@code version=v2,region=sh}. Empty if
     * there is no tag, or if it names a lane: which versions are in a lane is up to the document of each application on the
     * way.
     */
    public static Optional<String> version() {
        return tag().flatMap(
                        tag -> tag instanceof Tag.Pairs pairs ? pairs.labels().value(VERSION) : Optional.empty());
    }

    /**
     * Runs with a tag, as {@code canary} or {@code version=v2,region=sh}, and restores what was there before.
     *
     * @throws IllegalArgumentException if the text is no tag; the message says why
     */
    public static void run(String tag, Runnable task) {
        try (RequestScope scope = RequestScope.enterWithin(parse(tag))) {
            task.run();
        }
    }

    /**
     * Calls with a tag and restores what was there before.
     *
     * @throws IllegalArgumentException if the text is no tag; the message says why
     * @throws Exception what the task throws
     */
    public static <V> V call(String tag, Callable<V> task) throws Exception {
        try (RequestScope scope = RequestScope.enterWithin(parse(tag))) {
            return task.call();
        }
    }

    /** Returns a task that runs with the tag of now, or without one if there is none now. */
    public static Runnable wrap(Runnable task) {
        return Carried.now().within(task);
    }

    /** Returns a task that runs with the tag of now, or without one if there is none now. */
    public static <V> Callable<V> wrap(Callable<V> task) {
        return Carried.now().within(task);
    }

    /** Returns a supplier that runs with the tag of now, or without one if there is none now. */
    public static <V> Supplier<V> wrapSupplier(Supplier<V> task) {
        return Carried.now().within(task);
    }

    /** Returns a function that runs with the tag of now, or without one if there is none now. */
    public static <T, R> Function<T, R> wrapFunction(Function<T, R> task) {
        return Carried.now().within(task);
    }

    /** Returns a function that runs with the tag of now, or without one if there is none now. */
    public static <T, U, R> BiFunction<T, U, R> wrapBiFunction(BiFunction<T, U, R> task) {
        return Carried.now().within(task);
    }

    /** Returns a consumer that runs with the tag of now, or without one if there is none now. */
    public static <T> Consumer<T> wrapConsumer(Consumer<T> task) {
        return Carried.now().accepting(task);
    }

    /** Returns a consumer that runs with the tag of now, or without one if there is none now. */
    public static <T, U> BiConsumer<T, U> wrapBiConsumer(BiConsumer<T, U> task) {
        return Carried.now().accepting(task);
    }

    /** Returns an executor that runs each task with the tag of the moment it is handed over. */
    public static Executor wrap(Executor executor) {
        return Carrying.of(executor);
    }

    /** Returns an executor that runs each task with the tag of the moment it is handed over. */
    public static ExecutorService wrap(ExecutorService executor) {
        return Carrying.of(executor);
    }

    /** Returns an executor that runs each task, and each repetition of it, with the tag of the moment it is scheduled. */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return Carrying.of(executor);
    }

    /**
     * Returns a future that ends as the given stage does and whose stages all run with the tag of now, on whatever thread:
     * {@code thenApply} on the one that completes it, {@code thenApplyAsync} in the common pool, and so on down the chain. It
     * depends on the stage as a {@code thenApply} of it would, so cancelling it does not cancel the stage.
     */
    public static <T> CompletableFuture<T> wrap(CompletionStage<T> stage) {
        return Carrying.of(stage);
    }

    private static Tag parse(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("tag is null; to run without a tag, leave the scope");
        }
        TagReading reading = Tag.read(text);
        if (reading instanceof TagReading.Accepted accepted) {
            return accepted.tag();
        }
        throw new IllegalArgumentException("tag " + Quoted.of(text) + ": " + ((TagReading.Malformed) reading).reason());
    }
}
