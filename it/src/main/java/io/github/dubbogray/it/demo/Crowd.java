package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Consumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Callers of a consumer's HTTP entry, {@value #THREADS} at a time. */
final class Crowd {

    /** How many callers there are. */
    static final int THREADS = 4;

    private final Consumer consumer;

    Crowd(Consumer consumer) {
        this.consumer = consumer;
    }

    /** Makes calls without a tag. */
    Tally untagged(int calls) {
        return all(IntStream.range(0, calls)
                .mapToObj(i -> Map.<String, String>of())
                .toList());
    }

    /** Makes calls with a tag. */
    Tally tagged(String tag, int calls) {
        return all(IntStream.range(0, calls)
                .mapToObj(i -> Map.of("x-gray-tag", tag))
                .toList());
    }

    /** Makes one call for each of the users {@code user-0} to {@code user-(users-1)}. */
    Tally users(int users) {
        return users(0, users);
    }

    /** Makes one call for each of so many users, from {@code user-first} on. */
    Tally users(int first, int users) {
        return all(IntStream.range(first, first + users)
                .mapToObj(i -> Map.of("user-id", "user-" + i))
                .toList());
    }

    /** Calls with these headers for as long as something happens. */
    Tally during(Map<String, String> headers, Runnable happening) {
        AtomicBoolean over = new AtomicBoolean();
        return withThreads(threads -> {
            List<Future<List<Tally.Asked>>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(threads.submit(() -> {
                    List<Tally.Asked> replies = new ArrayList<>();
                    while (!over.get()) {
                        replies.add(ask(headers));
                    }
                    return replies;
                }));
            }
            try {
                happening.run();
            } finally {
                over.set(true);
            }
            return new Tally(
                    callers.stream().flatMap(caller -> result(caller).stream()).toList());
        });
    }

    private Tally all(List<Map<String, String>> calls) {
        return withThreads(threads -> {
            List<Future<Tally.Asked>> replies = new ArrayList<>();
            calls.forEach(headers -> replies.add(threads.submit(() -> ask(new HashMap<>(headers)))));
            return new Tally(replies.stream().map(Crowd::result).toList());
        });
    }

    private Tally.Asked ask(Map<String, String> headers) {
        return new Tally.Asked(headers.getOrDefault("user-id", ""), consumer.call(headers));
    }

    private static Tally withThreads(Function<ExecutorService, Tally> work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            return work.apply(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <V> V result(Future<V> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls ran", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call went wrong outside the consumer", e);
        }
    }
}
