package io.github.dubbogray.hardening.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** One text in one parser, measured. */
sealed interface Trial {

    /** How much processor time a text may take. */
    long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How much a text may make the parser allocate, in bytes, and as much again for each of its characters. */
    long MOST_BYTES = 32L << 20;

    /** What each character may cost beside. */
    long MOST_BYTES_EACH = 4L << 10;

    /** How often a slow or hungry text is tried: the compiler, or what is loaded once, may have had the time or memory. */
    int TRIES = 3;

    /** Nothing is wrong with it. */
    record Fine(boolean accepted, long nanos, long bytes) implements Trial {}

    /** It crashed, or broke a law. */
    record Crashed(Throwable cause) implements Trial {
        @Override
        public String toString() {
            StackTraceElement[] trace = cause.getStackTrace();
            return cause + (trace.length == 0 ? "" : " at " + trace[0]);
        }
    }

    /** It took too much processor time, each time. */
    record Slow(long nanos) implements Trial {
        @Override
        public String toString() {
            return "it takes " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
        }
    }

    /** It took too much memory. */
    record Hungry(long bytes) implements Trial {
        @Override
        public String toString() {
            return "it takes " + (bytes >> 20) + " MB";
        }
    }

    /** Tries a text, and a slow or hungry one again. */
    static Trial of(Attack attack, String text) {
        Trial trial = once(attack, text);
        for (int i = 1; i < TRIES && (trial instanceof Slow || trial instanceof Hungry); i++) {
            trial = once(attack, text);
        }
        return trial;
    }

    private static Trial once(Attack attack, String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean accepted;
        try {
            accepted = attack.isAccepted(text);
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError bug) {
            return new Crashed(bug);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        long nanos = threads.getCurrentThreadCpuTime() - began;
        if (bytes > MOST_BYTES + MOST_BYTES_EACH * text.length()) {
            return new Hungry(bytes);
        }
        return nanos > MOST_NANOS ? new Slow(nanos) : new Fine(accepted, nanos, bytes);
    }
}
