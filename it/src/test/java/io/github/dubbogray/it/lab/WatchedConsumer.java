package io.github.dubbogray.it.lab;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A consumer in a process of its own that calls without a pause until it is ended. Whenever a call's tag or the number of
 * documents it has met changes, it prints both, with the slowest call so far and how many have failed.
 */
public final class WatchedConsumer {

    /** Long enough for an expression to work on. */
    private static final String USER = "a".repeat(1_000);

    private WatchedConsumer() {}

    /** A line of its output. */
    public record Line(String tag, long documents, long slowestMillis, long failed) {

        /** Reads a line that {@link #toString} wrote. */
        public static Line of(String text) {
            String[] parts = text.split(" ", -1);
            return new Line(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]));
        }

        @Override
        public String toString() {
            return "watched " + tag + " " + documents + " " + slowestMillis + " " + failed;
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        try (ProbeConsumer consumer = ProbeConsumer.start("watched", System.getProperty("probe.registry"), Map.of())) {
            Meters meters = GrayApplication.of(consumer.application()).meters();
            consumer.untagged(); // the first call connects
            Line last = new Line("-", -1, 0, 0);
            while (!Thread.currentThread().isInterrupted()) {
                last = next(consumer, meters, last);
            }
        }
    }

    private static Line next(ProbeConsumer consumer, Meters meters, Line last) {
        long began = System.nanoTime();
        String tag = last.tag();
        long failed = last.failed();
        try {
            tag = consumer.call(Map.of("user-id", USER)).getTag();
        } catch (RuntimeException e) {
            failed++;
            System.out.println("a call failed: " + e);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        long documents = meters.value(Meter.DOCUMENTS_ACCEPTED) + meters.value(Meter.DOCUMENTS_REFUSED);
        Line now = new Line(
                tag == null || tag.isEmpty() ? "-" : tag, documents, Math.max(millis, last.slowestMillis()), failed);
        if (!now.equals(last)) {
            System.out.println(now);
        }
        return now;
    }
}
