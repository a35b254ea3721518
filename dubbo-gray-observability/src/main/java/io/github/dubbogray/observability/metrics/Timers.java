package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.meter.Stopwatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Takes times into the timers of a registry, as many of them as {@link Meters#MOST_SERIES} says and one of each outcome for the rest. */
final class Timers implements Stopwatch {

    /** Bounds of the histogram, the same in every process, so that they can be added up. */
    private static final Duration[] BOUNDS = LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The same of times to service: an instance may come long before its lane gets anybody. */
    private static final Duration[] BOUNDS_OF_SERVICE = LongStream.of(
                    100, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Calls, Timer> calls = new ConcurrentHashMap<>();
    private final Map<String, Timer> effects = new ConcurrentHashMap<>();
    private final Map<List<String>, Timer> services = new ConcurrentHashMap<>();

    /** Names a series of calls. */
    private record Calls(String application, String lane, String version, Outcome outcome) {

        private Calls other() {
            return new Calls(Meters.OTHER, Meters.OTHER, Meters.OTHER, outcome);
        }

        private Calls ended(Outcome other) {
            return new Calls(application, lane, version, other);
        }

        private List<String> values() {
            return List.of(application, lane, version, outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    Timers(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(String application, String lane, String version, Outcome outcome, long nanos) {
        Calls key = new Calls(application, lane, version, outcome);
        Timer timer = calls.get(key);
        if (timer == null && !hasPlace()) {
            timer = calls.get(key.other());
        }
        (timer != null ? timer : newTimer(key)).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns whether another version, with all its outcomes, may be told apart. */
    private boolean hasPlace() {
        return calls.size() + Outcome.values().length <= Meters.MOST_SERIES;
    }

    /** The first call of a version also begins its other outcomes with zero: a series that begins with one shows no increase. */
    private synchronized Timer newTimer(Calls key) {
        Calls counted = hasPlace() ? key : key.other();
        for (Outcome outcome : Outcome.values()) {
            calls.computeIfAbsent(counted.ended(outcome), known -> timer(Meter.CALLS, known.values(), BOUNDS));
        }
        return Objects.requireNonNull(calls.get(counted));
    }

    @Override
    public void tookEffect(String application, long nanos) {
        effects.computeIfAbsent(
                        effects.size() < Meters.MOST_SERIES ? application : Meters.OTHER,
                        known -> timer(Meter.DOCUMENT_EFFECT, Collections.singletonList(known), BOUNDS))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void served(String application, String lane, String version, long nanos) {
        services.computeIfAbsent(
                        services.size() < Meters.MOST_SERIES
                                ? List.of(application, lane, version)
                                : Collections.nCopies(3, Meters.OTHER),
                        known -> timer(Meter.TIME_TO_SERVICE, known, BOUNDS_OF_SERVICE))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Meter meter, List<String> values, Duration[] bounds) {
        return Timer.builder(meter.id())
                .description(meter.description())
                .tags(BoundMeters.tags(meter, values))
                .serviceLevelObjectives(bounds)
                .register(registry);
    }
}
