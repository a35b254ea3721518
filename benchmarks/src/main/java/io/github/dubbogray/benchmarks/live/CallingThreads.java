package io.github.dubbogray.benchmarks.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Threads that call one after the other, with a histogram each, all kept from round to round: what a round uses is the
 * calls', not that of starting threads. Used by one thread.
 */
final class CallingThreads implements AutoCloseable {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int DIGITS = 3;

    private final Runnable call;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Histogram> histograms = new ArrayList<>();
    private final Histogram all = new Histogram(LONGEST_NANOS, DIGITS);

    /** Begins with no threads. */
    CallingThreads(Runnable call) {
        this.call = call;
    }

    /** Calls in so many threads for a while and returns how that went. */
    Calls call(int threads, long millis) throws InterruptedException, ExecutionException {
        while (histograms.size() < threads) {
            histograms.add(new Histogram(LONGEST_NANOS, DIGITS));
        }
        all.reset();
        List<Future<?>> running = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Histogram histogram : histograms.subList(0, threads)) {
            histogram.reset();
            running.add(pool.submit(() -> call(histogram, end)));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        long elapsed = System.nanoTime() - begin;
        histograms.subList(0, threads).forEach(all::add);
        return Calls.of(all, elapsed);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void call(Histogram histogram, long end) {
        for (long before = System.nanoTime(); before < end; ) {
            call.run();
            long after = System.nanoTime();
            histogram.recordValue(Math.min(after - before, LONGEST_NANOS));
            before = after;
        }
    }
}
