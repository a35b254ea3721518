package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.rule.Bucket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaneWatchTest {

    private static final LaneHealth OUTLIER = new LaneHealth(OutlierRules.DEFAULT, null, null);
    private static final LaneHealth TRIP = new LaneHealth(null, TripRules.DEFAULT, null);
    private static final LaneHealth BOTH = new LaneHealth(OutlierRules.DEFAULT, TripRules.DEFAULT, null);

    static IntStream twentySeeds() {
        return IntStream.rangeClosed(1, 20);
    }

    @Nested
    class BadInstance {

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        @DisplayName("P5: of four instances the bad one is ejected, and its lane stays")
        void badOneOfFour_isEjectedAlone(int seed) {
            for (double failing : new double[] {1, 0.9, 0.7, 0.55}) {
                Traffic traffic = new Traffic(BOTH, 4, seed).run(8, 50, (i, s) -> i == 2 && s > 5 ? failing : 0.01);

                assertThat(traffic.trips()).isEmpty();
                assertThat(traffic.news()).singleElement().asString().contains("i2 of lane canary is ejected for 30s");
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        @DisplayName("H3: with three of four bad the cap holds at every evaluation")
        void threeOfFourBad_keepTheCap(int seed) {
            Traffic traffic =
                    new Traffic(OUTLIER, 4, seed).run(120, 20, (i, s) -> i >= 0 && i < 3 && s > 12 + 5 * i ? 1 : 0.01);

            assertThat(traffic.mostOut()).isEqualTo(2);
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        @DisplayName("H2: a bad instance with too few calls to be ejected is not hidden from its lane for ever")
        void suspectThatIsNeverJudged_countsAgainstItsLane(int seed) {
            OutlierRules careful = new OutlierRules(
                    50, 50, 30, 500, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
            LaneHealth both = new LaneHealth(careful, TripRules.DEFAULT, null);

            Traffic traffic = new Traffic(both, 5, seed).run(60, 50, (i, s) -> i == 0 || i == 1 ? 0.8 : 0.0);

            assertThat(traffic.trips()).isNotEmpty();
        }

        @Test
        @DisplayName("H4: whose failures are still in the window when its time is over comes back all the same")
        void returnedInstanceWithFailuresInItsWindow_isToldOf() {
            OutlierRules shortTime = new OutlierRules(
                    5, 50, 30, 10, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(2), 50);
            LaneHealth health = new LaneHealth(shortTime, TripRules.DEFAULT, null);
            Traffic traffic = new Traffic(health, 4, 5).run(12, 100, (i, s) -> i == 2 && s > 5 && s < 6 ? 1 : 0.001);

            assertThat(traffic.news())
                    .extracting(news -> news.substring(news.indexOf("i2")))
                    .satisfies(news -> {
                        assertThat(news.get(0)).startsWith("i2 of lane canary is ejected for 2s");
                        assertThat(news.get(1)).isEqualTo("i2 of lane canary is back: its time is over");
                    });
        }

        @Test
        @DisplayName("H3: counters start anew on return")
        void returnedInstanceThatIsWell_stays() {
            Traffic traffic = new Traffic(OUTLIER, 4, 3).run(80, 50, (i, s) -> i == 1 && s > 12 && s < 14 ? 1 : 0.01);

            assertThat(traffic.news())
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith("i1 of lane canary is back: its time is over");
        }

        @Test
        void ejectedInstance_isNotHeldAgainstItsLane() {
            Traffic traffic = new Traffic(BOTH, 2, 4).run(60, 50, (i, s) -> i == 1 && s > 12 ? 1 : 0.01);

            assertThat(traffic.trips()).isEmpty();
        }
    }

    @Nested
    class BadLane {

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        void badRelease_tripsItsLane(int seed) {
            for (LaneHealth health : List.of(TRIP, BOTH)) {
                Traffic traffic = new Traffic(health, 4, seed).run(8, 50, (i, s) -> i >= 0 && s > 5 ? 0.51 : 0.01);

                assertThat(traffic.trips()).hasSize(1);
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        @DisplayName("H2: gray is not blamed for an outage that it shares with stable")
        void bothEquallyBad_neverTrip(int seed) {
            Traffic traffic = new Traffic(BOTH, 4, seed).run(20, 50, (i, s) -> s > 5 && s < 12 ? 0.8 : 0.01);

            assertThat(traffic.news()).isEmpty();
        }

        @Test
        @DisplayName("H2: five calls a minute never trip")
        void fiveCallsAMinute_neverTrip() {
            Traffic traffic = new Traffic(BOTH, 2, 5).run(3_600, 5 / 60.0, (i, s) -> i >= 0 ? 1 : 0.01);

            assertThat(traffic.news()).isEmpty();
        }

        @Test
        @DisplayName("H4: a healed lane comes back in steps")
        void healedLane_comesBack() {
            Traffic traffic = new Traffic(TRIP, 4, 6).run(80, 50, (i, s) -> i >= 0 && s > 12 && s < 20 ? 1 : 0.01);

            assertThat(traffic.news().stream().map(event -> event.substring(event.indexOf(':') + 2)))
                    .satisfiesExactly(
                            event -> assertThat(event).startsWith("lane canary is tripped for 30s: "),
                            event -> assertThat(event).isEqualTo("lane canary is half open: 5 calls are let through"),
                            event -> assertThat(event).isEqualTo("lane canary returns with 10% of its keys"),
                            event -> assertThat(event).isEqualTo("lane canary returns with 50% of its keys"),
                            event -> assertThat(event).isEqualTo("lane canary returns with 100% of its keys"),
                            event -> assertThat(event).isEqualTo("lane canary is back"));
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("io.github.dubbogray.core.health.watch.LaneWatchTest#twentySeeds")
        void flappingLane_takesItsUsersAwayOncePerOpenTime(int seed) {
            Traffic traffic =
                    new Traffic(TRIP, 4, seed).run(300, 10, (i, s) -> i >= 0 && (int) (s / 7) % 2 == 0 ? 1 : 0.01);

            List<Double> trips = traffic.trips().stream()
                    .map(event -> Double.valueOf(event.substring(0, event.indexOf('s'))))
                    .toList();
            assertThat(trips).hasSizeGreaterThan(3);
            for (int i = 1; i < trips.size(); i++) {
                assertThat(trips.get(i) - trips.get(i - 1)).isGreaterThanOrEqualTo(30);
            }
        }
    }

    @Nested
    class StickyKeys {

        private final LaneWatch lane = new Traffic(TRIP, 1, 1).canary();

        @Test
        void buckets_areSpreadAndTheSameEachTime() {
            int[] tenths = new int[10];
            for (int i = 0; i < 100_000; i++) {
                assertThat(lane.bucketOf("user-" + i)).isEqualTo(lane.bucketOf("user-" + i));
                tenths[lane.bucketOf("user-" + i) / 1_000]++;
            }

            assertThat(tenths)
                    .satisfies(counts ->
                            assertThat(IntStream.of(counts)).allMatch(count -> count > 9_600 && count < 10_400));
        }
    }

    /** Bytes of this thread over 100 000 calls, after a warm-up. */
    @Nested
    @DisplayName("H5: recording allocates nothing")
    class Allocation {

        private static final int CALLS = 100_000;
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final LaneWatch lane = new Traffic(BOTH, 4, 1).canary();
        private final InstanceWatch instance = lane.instance("i1").orElseThrow();
        private long now;

        @Test
        void record_allocatesNothing() {
            assertThat(bytesPerCall(() ->
                            instance.record(now % 3 == 0 ? Outcome.FAILURE : Outcome.SUCCESS, 100, now += 1_000_000)))
                    .isLessThan(1);
        }

        @Test
        void admits_allocatesNothing() {
            assertThat(bytesPerCall(() -> lane.admits(lane.bucketOf("张三-1001-😀"))))
                    .isLessThan(1);
        }

        @Test
        @DisplayName("H4: of the keys that a rule of the lane's own name gives it, a tenth returns at 10 %")
        void bucketOfReturn_isNotThatOfARuleOfTheSameName() {
            LaneWatch lane = new LaneWatch("demo-provider", "canary", TRIP, Set.of(), 0);
            long rule = Bucket.salt("demo-provider", "canary");

            List<Integer> returning = IntStream.range(0, 100_000)
                    .mapToObj(i -> "user-" + i)
                    .filter(key -> Bucket.of(rule, key) < 1_000)
                    .map(lane::bucketOf)
                    .toList();

            assertThat(returning.stream().filter(bucket -> bucket < 1_000).count() / (double) returning.size())
                    .isBetween(0.08, 0.12);
        }

        private double bytesPerCall(Runnable call) {
            run(call);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(call);
            return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        }

        private void run(Runnable call) {
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
        }
    }
}
