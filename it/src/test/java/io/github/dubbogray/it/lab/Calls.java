package io.github.dubbogray.it.lab;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many calls, four at a time. */
public final class Calls {

    private static final int THREADS = 4;

    private Calls() {}

    /** Makes calls 0 to {@code count - 1} and returns what each gave. */
    public static <V> SortedMap<Integer, V> make(int count, IntFunction<V> call) {
        Map<Integer, V> results = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<?> part : IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> {
                        for (int i = thread; i < count; i += THREADS) {
                            results.put(i, call.apply(i));
                        }
                    }))
                    .toList()) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls ran", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return new TreeMap<>(results);
    }

    /** Makes calls and counts how often each instance answered. */
    public static SortedMap<String, Integer> count(int count, IntFunction<ProbeAnswer> call) {
        return count(count, call, ProbeAnswer::getInstance);
    }

    /** Makes calls and counts how often each went to which address. */
    public static SortedMap<String, Integer> countAddresses(int count, IntFunction<ProbeAnswer> call) {
        return count(count, call, ProbeAnswer::getAddress);
    }

    private static SortedMap<String, Integer> count(
            int count, IntFunction<ProbeAnswer> call, Function<ProbeAnswer, String> who) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        make(count, call).values().forEach(answer -> counts.merge(who.apply(answer), 1, Integer::sum));
        return counts;
    }
}
