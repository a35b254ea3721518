package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.core.text.Quoted;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tag of the request that the current thread serves. The provider filter sets it for the time of a call, and every
 * Dubbo call made meanwhile carries it on; a tag set on {@code RpcContext.getClientAttachment()} goes before it.
 *
 * <p>Work handed to another thread has no tag unless it is wrapped:
 *
 * <pre>{@code
 * executor.submit(GrayContext.wrap(() -> orders.create(order)));
 * }</pre>
 */
public final class GrayContext {

    private static final ThreadLocal<@Nullable Tag> CURRENT = new ThreadLocal<>();

    private GrayContext() {}

    /** Returns the tag of the current request, or empty if it has none. */
    public static Optional<Tag> tag() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Runs with a tag, as {@code canary} or {@code version=v2,region=sh}, and restores what was there before.
     *
     * @throws IllegalArgumentException if the text is no tag; the message says why
     */
    public static void run(String tag, Runnable task) {
        try (Scope scope = enter(parse(tag))) {
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
        try (Scope scope = enter(parse(tag))) {
            return task.call();
        }
    }

    /** Returns a task that runs with the tag of now, or without one if there is none now. */
    public static Runnable wrap(Runnable task) {
        Tag now = CURRENT.get();
        return () -> {
            try (Scope scope = enter(now)) {
                task.run();
            }
        };
    }

    /** Returns a task that runs with the tag of now, or without one if there is none now. */
    public static <V> Callable<V> wrap(Callable<V> task) {
        Tag now = CURRENT.get();
        return () -> {
            try (Scope scope = enter(now)) {
                return task.call();
            }
        };
    }

    /** Returns a supplier that runs with the tag of now, or without one if there is none now. */
    public static <V> Supplier<V> wrapSupplier(Supplier<V> task) {
        Tag now = CURRENT.get();
        return () -> {
            try (Scope scope = enter(now)) {
                return task.get();
            }
        };
    }

    /** Sets the tag of this thread, or none if null, until the scope is closed. */
    static Scope enter(@Nullable Tag tag) {
        Scope scope = new Scope(CURRENT.get());
        set(tag);
        return scope;
    }

    private static void set(@Nullable Tag tag) {
        if (tag == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(tag);
        }
    }

    private static Tag parse(String text) {
        TagReading reading = Tag.read(text);
        if (reading instanceof TagReading.Accepted accepted) {
            return accepted.tag();
        }
        throw new IllegalArgumentException("tag " + Quoted.of(text) + ": " + ((TagReading.Malformed) reading).reason());
    }

    /** The time in which a thread has a tag; ends by putting back what was there before. */
    record Scope(@Nullable Tag before) implements AutoCloseable {
        @Override
        public void close() {
            set(before);
        }
    }
}
