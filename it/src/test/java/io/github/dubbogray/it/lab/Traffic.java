package io.github.dubbogray.it.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Calls at a pace of their own until {@link #close}, and how each ended. A call that hangs delays no other (an open loop), and
 * a pause of this machine is made up for.
 */
public final class Traffic implements AutoCloseable {

    private static final long LAST_CALL_SECONDS = 20;

    private final int perSecond;
    private final int users;
    private final Consumer<String> call;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Thread pacer = new Thread(this::keepPace, "traffic");
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** Written by whoever tests, read by the pacer. */
    private volatile boolean quiet;

    /**
     * A call that has ended.
     *
     * @param startNanos when it began, on the monotonic clock
     * @param endNanos when it ended
     * @param user whose it was
     * @param address where it went, the last time if more than once; empty if nowhere
     * @param failure the type of what it failed with; empty if it did not fail
     */
    public record Call(long startNanos, long endNanos, String user, String address, String failure) {

        /** Returns whether it failed. */
        public boolean isFailed() {
            return !failure.isEmpty();
        }

        /** Returns whether it went to one of these. */
        public boolean isTo(List<Patient> patients) {
            return patients.stream().anyMatch(patient -> patient.address().equals(address));
        }
    }

    private Traffic(int perSecond, int users, Consumer<String> call) {
        this.perSecond = perSecond;
        this.users = users;
        this.call = call;
    }

    /**
     * Starts calling.
     *
     * @param users how many there are; they call in turn
     * @param call calls once for a user
     */
    public static Traffic of(int perSecond, int users, Consumer<String> call) {
        Traffic traffic = new Traffic(perSecond, users, call);
        traffic.pacer.start();
        return traffic;
    }

    /** Returns the calls that have ended, in the order in which they began. */
    public List<Call> calls() {
        return calls.stream().sorted(Comparator.comparing(Call::startNanos)).toList();
    }

    /** Returns those that began at a moment or later. */
    public List<Call> since(long nanos) {
        return between(nanos, Long.MAX_VALUE);
    }

    /** Returns those that began at a moment or later, and before another one. */
    public List<Call> between(long nanos, long endNanos) {
        return calls().stream()
                .filter(ended -> ended.startNanos() >= nanos && ended.startNanos() < endNanos)
                .toList();
    }

    /** Returns how many of so many calls in a hundred are such calls; 0 if there is none. */
    public static double percent(List<Call> calls, Predicate<Call> condition) {
        return calls.isEmpty() ? 0 : 100.0 * calls.stream().filter(condition).count() / calls.size();
    }

    /** Ends when the last calls have. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        pacer.join();
        threads.shutdown();
        if (!threads.awaitTermination(LAST_CALL_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("calls do not end after " + LAST_CALL_SECONDS + " s");
        }
    }

    /** Makes no calls until {@link #goOn}. */
    public void hush() {
        quiet = true;
    }

    /** Makes calls again, at the same pace; what was not made meanwhile is not made up for. */
    public void goOn() {
        quiet = false;
    }

    private void keepPace() {
        long number = 0;
        while (!over) {
            number = callFrom(number);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Returns the number of the next call once it is quiet, or over. */
    private long callFrom(long first) {
        long begin = System.nanoTime();
        long number = first;
        for (; !over && !quiet; number++) {
            long wait = begin + (number - first) * TimeUnit.SECONDS.toNanos(1) / perSecond - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            String user = "user-" + number % users;
            threads.execute(() -> make(user));
        }
        return number;
    }

    private void make(String user) {
        CalledAddress.forget();
        long start = System.nanoTime();
        String failure = "";
        try {
            call.accept(user);
        } catch (RuntimeException e) {
            failure = e.getClass().getSimpleName();
        }
        calls.add(new Call(start, System.nanoTime(), user, CalledAddress.last(), failure));
    }
}
