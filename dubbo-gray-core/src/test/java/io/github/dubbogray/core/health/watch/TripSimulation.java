package io.github.dubbogray.core.health.watch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * A gray lane beside a stable one with nine times its calls. Calls come at random (a Poisson process), each fails with the
 * rate of its side; breakers that know nothing of each other see the same calls and are asked every 100 ms. The same seed
 * gives the same numbers.
 */
final class TripSimulation {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long OBSERVED_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final List<LongFunction<Breaker>> kinds;
    private final Breaker[] breakers;
    private final SplittableRandom random;
    private final double meanGapNanos;
    private long now;
    private double next;

    TripSimulation(List<LongFunction<Breaker>> kinds, double grayPerSecond, long seed) {
        this.kinds = kinds;
        this.breakers = new Breaker[kinds.size()];
        this.random = new SplittableRandom(seed);
        this.meanGapNanos = 1e8 / grayPerSecond;
        this.next = gap();
        for (int kind = 0; kind < breakers.length; kind++) {
            startAnew(kind);
        }
    }

    /** Returns how often in an hour each breaker trips while gray is as good as stable. */
    double[] falseTripsPerHour(double rate, int hours) {
        long end = now + TimeUnit.HOURS.toNanos(hours);
        double[] trips = new double[breakers.length];
        while (now < end) {
            look(rate, rate);
            for (int kind = 0; kind < breakers.length; kind++) {
                if (breakers[kind].trips(now)) {
                    trips[kind]++;
                    startAnew(kind);
                }
            }
        }
        return Arrays.stream(trips).map(count -> count / hours).toArray();
    }

    /**
     * Returns after how many seconds each breaker trips when rates suddenly change from those of a healthy time, run by run
     * in rising order; infinite, where it does not in two minutes.
     */
    double[][] secondsToTrip(double healthy, double gray, double stable, int runs) {
        double[][] seconds = new double[breakers.length][runs];
        for (int run = 0; run < runs; run++) {
            for (int kind = 0; kind < breakers.length; kind++) {
                startAnew(kind);
                seconds[kind][run] = Double.POSITIVE_INFINITY;
            }
            observe(healthy, gray, stable, seconds, run);
        }
        for (double[] each : seconds) {
            Arrays.sort(each);
        }
        return seconds;
    }

    private void observe(double healthy, double gray, double stable, double[][] seconds, int run) {
        long sick = now + WARM_NANOS;
        while (now < sick) {
            look(healthy, healthy);
        }
        int left = breakers.length;
        while (now < sick + OBSERVED_NANOS && left > 0) {
            look(gray, stable);
            for (int kind = 0; kind < breakers.length; kind++) {
                if (Double.isInfinite(seconds[kind][run]) && breakers[kind].trips(now)) {
                    seconds[kind][run] = (now - sick) / 1e9;
                    left--;
                }
            }
        }
    }

    private void startAnew(int kind) {
        breakers[kind] = kinds.get(kind).apply(now);
    }

    /** Lets the calls of the next 100 ms happen. */
    private void look(double gray, double stable) {
        now += LOOK_NANOS;
        for (; next <= now; next += gap()) {
            long at = (long) next;
            if (random.nextInt(10) == 0) {
                boolean failed = random.nextDouble() < gray;
                for (Breaker breaker : breakers) {
                    breaker.gray(failed, at);
                }
            } else {
                boolean failed = random.nextDouble() < stable;
                for (Breaker breaker : breakers) {
                    breaker.stable(failed, at);
                }
            }
        }
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) * meanGapNanos;
    }
}
