package io.github.dubbogray.it.lab;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Four threads that call without a pause until {@link #close}, and what came of it. */
public final class Load implements AutoCloseable {

    private static final int THREADS = 4;
    private static final long LAST_CALL_SECONDS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private Load() {}

    /** Starts calling. */
    public static Load of(Supplier<ProbeAnswer> call) {
        Load load = new Load();
        for (int i = 0; i < THREADS; i++) {
            load.threads.execute(() -> load.repeat(call));
        }
        return load;
    }

    /** Returns how many answers each instance has given so far. */
    public Map<String, Long> answers() {
        Map<String, Long> sums = new TreeMap<>();
        answers.forEach((instance, count) -> sums.put(instance, count.sum()));
        return sums;
    }

    /** Returns what has failed so far, in words. */
    public Queue<String> failures() {
        return failures;
    }

    /** Ends when the last calls have. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(LAST_CALL_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("calls do not end after " + LAST_CALL_SECONDS + " s");
        }
    }

    private void repeat(Supplier<ProbeAnswer> call) {
        while (!over) {
            try {
                answers.computeIfAbsent(call.get().getInstance(), instance -> new LongAdder())
                        .increment();
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }
}
