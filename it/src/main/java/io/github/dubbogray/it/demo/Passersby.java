package io.github.dubbogray.it.demo;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** People who call at a steady rate until {@link #close}, so that there is something to watch. */
final class Passersby implements AutoCloseable {

    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<IntConsumer> kinds;

    private Passersby(List<IntConsumer> kinds) {
        this.kinds = kinds;
    }

    /**
     * Lets them call from now on.
     *
     * @param callsPerSecond all together, if calls take no time; fewer as they do
     * @param kinds the kinds of calls that they make in turns; each is told how many calls there were before
     */
    static Passersby start(int callsPerSecond, List<IntConsumer> kinds) {
        Passersby some = new Passersby(List.copyOf(kinds));
        long pauseMillis = TimeUnit.SECONDS.toMillis(THREADS) / callsPerSecond;
        for (int i = 0; i < THREADS; i++) {
            some.threads.execute(() -> some.walk(pauseMillis));
        }
        return some;
    }

    private void walk(long pauseMillis) {
        try {
            while (!threads.isShutdown()) {
                int call = calls.getAndIncrement();
                kinds.get(call % kinds.size()).accept(call);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they go home
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
