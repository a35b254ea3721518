package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * What one round of calls took; latencies in microseconds.
 *
 * @param perSecond calls a second, of all threads together
 */
record Round(double perSecond, double p50, double p90, double p99) {

    private static final double NANOS_IN_A_MICRO = 1_000;
    private static final double NANOS_IN_A_SECOND = 1e9;

    static Round of(Histogram nanos, long elapsedNanos) {
        return new Round(
                nanos.getTotalCount() * NANOS_IN_A_SECOND / elapsedNanos,
                nanos.getValueAtPercentile(50) / NANOS_IN_A_MICRO,
                nanos.getValueAtPercentile(90) / NANOS_IN_A_MICRO,
                nanos.getValueAtPercentile(99) / NANOS_IN_A_MICRO);
    }

    /** Reads what {@link #toString} writes. */
    static Round read(String line) {
        double[] numbers = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Round(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public String toString() {
        return DoubleStream.of(perSecond, p50, p90, p99)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }
}
