package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * The calls of one round as their caller saw them; latencies in microseconds.
 *
 * @param count how many there were, of all threads together
 */
record Calls(double count, double perSecond, double p50, double p99) {

    private static final double NANOS_IN_A_MICRO = 1_000;
    private static final double NANOS_IN_A_SECOND = 1e9;

    static Calls of(Histogram nanos, long elapsedNanos) {
        return new Calls(
                nanos.getTotalCount(),
                nanos.getTotalCount() * NANOS_IN_A_SECOND / elapsedNanos,
                nanos.getValueAtPercentile(50) / NANOS_IN_A_MICRO,
                nanos.getValueAtPercentile(99) / NANOS_IN_A_MICRO);
    }

    /** Reads what {@link #toString} writes. */
    static Calls read(String line) {
        double[] numbers = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Calls(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public String toString() {
        return DoubleStream.of(count, perSecond, p50, p99)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }
}
