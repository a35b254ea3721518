package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.filter.ContextCompanion.Undo;
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

    /**
     * One cell for each thread: the scope it is in, or null. The cell is never taken away, and of a type that keeps no
     * class loader alive, so that entering a scope allocates the scope and no map entry.
     */
    private static final ThreadLocal<@Nullable Object[]> CELL = ThreadLocal.withInitial(() -> new Object[1]);

    private static final Scope UNTAGGED = new Scope(null, null, Hops.IGNORED, null);
    private static final String VERSION = "version";

    static {
        OptionalCarriers.begin();
    }

    private GrayContext() {}

    /**
     * Returns the tag of the current request, or empty if it has none. On a thread to which a provider switched with {@code
     * AsyncContext.signalContextSwitch()} it is the tag of that call until its answer is written.
     */
    public static Optional<Tag> tag() {
        Scope scope = current();
        return Optional.ofNullable(scope == null ? SwitchedCall.tag() : scope.tag());
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
        try (Scope scope = within(parse(tag))) {
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
        try (Scope scope = within(parse(tag))) {
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
        return new CarryingExecutor(executor);
    }

    /** Returns an executor that runs each task with the tag of the moment it is handed over. */
    public static ExecutorService wrap(ExecutorService executor) {
        return new CarryingExecutorService(executor);
    }

    /** Returns an executor that runs each task, and each repetition of it, with the tag of the moment it is scheduled. */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return new CarryingScheduledExecutorService(executor);
    }

    /**
     * Returns a future that ends as the given stage does and whose stages all run with the tag of now, on whatever thread:
     * {@code thenApply} on the one that completes it, {@code thenApplyAsync} in the common pool, and so on down the chain. It
     * depends on the stage as a {@code thenApply} of it would, so cancelling it does not cancel the stage.
     */
    public static <T> CompletableFuture<T> wrap(CompletionStage<T> stage) {
        return CarryingFuture.of(stage, Carried.now());
    }

    /** Begins a request on this thread, with a tag or with none if null, until the scope is closed on this thread. */
    static Scope enter(@Nullable Tag tag) {
        return enter(tag, null);
    }

    /** Begins a request without a tag of which nobody wants to know the hops; free where no scope surrounds it. */
    static Scope enterUntagged() {
        Object[] cell = CELL.get();
        Undo undo = Companions.enter(null);
        Scope scope = undo == null && cell[0] == null ? UNTAGGED : new Scope(null, (Scope) cell[0], Hops.IGNORED, undo);
        cell[0] = scope;
        return scope;
    }

    /** Goes on with a request on this thread; without hops, those of the scope are its own. */
    static Scope enter(@Nullable Tag tag, @Nullable Hops hops) {
        Object[] cell = CELL.get();
        Scope scope = new Scope(tag, (Scope) cell[0], hops, Companions.enter(tag));
        cell[0] = scope;
        return scope;
    }

    /** Goes on with a request on this thread for context propagation, which ends it by {@link #endPropagated}. */
    static void enterPropagated(Carried carried) {
        Object[] cell = CELL.get();
        cell[0] = new Propagated(carried, (Scope) cell[0], Companions.enter(carried.tag()));
    }

    /** Ends the scope this thread is in if it is one of context propagation, and no other. */
    static void endPropagated() {
        if (current() instanceof Propagated scope) {
            scope.close();
        }
    }

    /** Returns the scope this thread is in, or null. */
    static @Nullable Scope current() {
        return (Scope) CELL.get()[0];
    }

    private static Scope within(Tag tag) {
        Scope around = current();
        return enter(tag, around == null ? null : around.hops());
    }

    private static Tag parse(String text) {
        TagReading reading = Tag.read(text);
        if (reading instanceof TagReading.Accepted accepted) {
            return accepted.tag();
        }
        throw new IllegalArgumentException("tag " + Quoted.of(text) + ": " + ((TagReading.Malformed) reading).reason());
    }

    /** The time in which a thread works for a request; ends by putting back what was there before. */
    static sealed class Scope implements AutoCloseable permits Propagated {

        private final @Nullable Tag tag;
        private final @Nullable Scope before;
        private final @Nullable Undo undo;

        /** Null until somebody asks; made and read on the scope's own thread. */
        private @Nullable Hops hops;

        private Scope(@Nullable Tag tag, @Nullable Scope before, @Nullable Hops hops, @Nullable Undo undo) {
            this.tag = tag;
            this.before = before;
            this.hops = hops;
            this.undo = undo;
        }

        @Nullable Tag tag() {
            return tag;
        }

        /** Returns where the calls of this request are reported. */
        Hops hops() {
            Hops known = hops;
            if (known == null) {
                known = new Hops();
                hops = known;
            }
            return known;
        }

        /** Returns where the calls of this request went, as {@code demo-a;lane=canary;version=v2}; empty if nothing is known. */
        String servedBy() {
            return hops == null ? "" : hops.text();
        }

        /** Returns what another thread needs to go on with this request. */
        Carried carried() {
            return new Carried(tag, hops());
        }

        @Override
        public void close() {
            if (undo != null) {
                undo.undo();
            }
            CELL.get()[0] = before;
        }
    }

    /** A scope that context propagation has begun. */
    private static final class Propagated extends Scope {
        Propagated(Carried carried, @Nullable Scope before, @Nullable Undo undo) {
            super(carried.tag(), before, carried.hops(), undo);
        }
    }
}
