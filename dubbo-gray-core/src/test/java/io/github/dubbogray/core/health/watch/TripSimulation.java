package io.github.dubbogray.core.health.watch;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * A gray lane beside a stable one with nine times its calls. Calls come at random (a Poisson process), each fails with the
 * rate of its side; a breaker is asked every 100 ms. The same seed gives the same numbers.
 */
final class TripSimulation {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long GIVEN_UP_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final LongFunction<Breaker> breakers;
    private final double grayPerNano;
    private final SplittableRandom random;
    private Breaker breaker;
    private long now;
    private double next;

    TripSimulation(LongFunction<Breaker> breakers, double grayPerSecond, long seed) {
        this.breakers = breakers;
        this.grayPerNano = grayPerSecond / 1e9;
        this.random = new SplittableRandom(seed);
        this.breaker = breakers.apply(0);
        this.next = gap();
    }

    /** Returns how often in an hour the lane trips while it is as good as stable. */
    double falseTripsPerHour(double rate, int hours) {
        long end = now + TimeUnit.HOURS.toNanos(hours);
        int trips = 0;
        while (now < end) {
            if (look(rate, rate)) {
                trips++;
                breaker = breakers.apply(now);
            }
        }
        return (double) trips / hours;
    }

    /** Returns after how many seconds the lane trips, by runs in rising order, when its rate suddenly rises. */
    double[] secondsToTrip(double before, double after, int runs) {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            breaker = breakers.apply(now);
            long sick = now + WARM_NANOS;
            while (now < sick) {
                look(before, before);
            }
            while (now < sick + GIVEN_UP_NANOS && !look(after, before)) {}
            seconds[run] = (now - sick) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds;
    }

    /** Lets the calls of the next 100 ms happen, and asks. */
    private boolean look(double gray, double stable) {
        now += LOOK_NANOS;
        while (next <= now) {
            long at = (long) next;
            if (random.nextInt(10) == 0) {
                breaker.gray(random.nextDouble() < gray, at);
            } else {
                breaker.stable(random.nextDouble() < stable, at);
            }
            next += gap();
        }
        return breaker.trips(now);
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) / (10 * grayPerNano);
    }
}
