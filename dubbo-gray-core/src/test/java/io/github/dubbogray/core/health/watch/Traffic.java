package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Calls of a stable lane of eight instances and a gray one, as a consumer makes them: it asks whether gray takes the call,
 * draws one of the instances that are not out, and records how the call ended. Evaluated each 100 ms. The same seed gives
 * the same calls.
 */
final class Traffic {

    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK = SECOND / 10;
    private static final long ELAPSED = 5_000_000;

    private final SplittableRandom random;
    private final ApplicationWatch watch;
    private final List<String> news = new ArrayList<>();
    private long now;
    private int mostOut;

    /** How likely a call fails. */
    interface Sickness {

        /** Of an instance of gray, by its number, or of stable, by -1. */
        double at(int instance, double second);
    }

    Traffic(LaneHealth gray, int instances, long seed) {
        this.random = new SplittableRandom(seed);
        this.watch = ApplicationWatch.none("demo-provider").under(Map.of("stable", LaneHealth.NONE, "canary", gray), 0);
        canary().hold(IntStream.range(0, instances).mapToObj(i -> "i" + i).toList(), 0);
        watch.lane("stable").ifPresent(lane -> lane.hold(List.of("s"), 0));
    }

    /** Lets calls happen for some seconds; gray wants so many a second, stable has nine times as many. */
    Traffic run(int seconds, double grayPerSecond, Sickness sickness) {
        long end = now + seconds * SECOND;
        while (now < end) {
            now += LOOK;
            int calls = poisson(grayPerSecond * LOOK / SECOND * 10);
            for (int i = 0; i < calls; i++) {
                call(sickness, random.nextInt(10) == 0);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(now);
            watch.evaluate(now).forEach(event -> news.add(millis / 1_000.0 + "s: " + event.describe()));
            mostOut = Math.max(mostOut, (int) out());
        }
        return this;
    }

    private void call(Sickness sickness, boolean isGray) {
        double second = (double) now / SECOND;
        if (isGray && canary().admits(random.nextInt(10_000))) {
            List<InstanceWatch> serving =
                    canary().instances().stream().filter(each -> !each.isOut()).toList();
            InstanceWatch instance = serving.get(random.nextInt(serving.size()));
            int number = Integer.parseInt(instance.name().substring(1));
            instance.record(outcome(sickness.at(number, second)), ELAPSED, now);
        } else {
            watch.lane("stable")
                    .flatMap(lane -> lane.instance("s"))
                    .ifPresent(stable -> stable.record(outcome(sickness.at(-1, second)), ELAPSED, now));
        }
    }

    private Outcome outcome(double failing) {
        return random.nextDouble() < failing ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    private int poisson(double mean) {
        int count = 0;
        for (double sum = -Math.log(1 - random.nextDouble()); sum < mean; sum -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }

    LaneWatch canary() {
        return watch.lane("canary").orElseThrow();
    }

    /** Returns how many instances of gray are out. */
    long out() {
        return canary().instances().stream().filter(InstanceWatch::isOut).count();
    }

    /** Returns how many were out at once. */
    int mostOut() {
        return mostOut;
    }

    /** Returns what happened, each with its second. */
    List<String> news() {
        return news;
    }

    List<String> trips() {
        return news.stream().filter(event -> event.contains("is tripped")).toList();
    }
}
