package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.watch.TripState.HalfOpen;
import io.github.dubbogray.core.health.watch.TripState.Open;
import io.github.dubbogray.core.health.watch.TripState.Returning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripStateTest {

    private static final TripRules RULES = TripRules.DEFAULT;
    private static final long NOW = Long.MAX_VALUE - 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Recent WELL = recent(0, 100);
    private static final Recent SICK = recent(24, 40);
    private static final Recent STABLE = recent(1, 300);

    private final TripState open = TripState.CLOSED.next(RULES, SICK, STABLE, NOW);
    private final TripState halfOpen = open.next(RULES, Recent.NONE, STABLE, NOW + 30 * SECOND);

    @Nested
    class Closed {

        @Test
        void sickLane_trips() {
            assertThat(open)
                    .isEqualTo(new Open(
                            new Evidence.TooMany(
                                    Fault.FAILED,
                                    Duration.ofSeconds(10),
                                    SICK.whole().failed(),
                                    STABLE.whole().failed()),
                            NOW,
                            NOW + 30 * SECOND));
            assertThat(open.news("canary").describe())
                    .isEqualTo("lane canary is tripped for 30s: 24 of 40 failed within 10s, stable 1 of 300");
        }

        @Test
        @DisplayName("P5: a tripped lane says since when, and by which numbers")
        void trippedLane_saysWhy() {
            assertThat(open.describe("canary", nanos -> "12:03:07"))
                    .isEqualTo("lane canary is tripped since 12:03:07: 24 of 40 failed within 10s, stable 1 of 300");
        }

        @ParameterizedTest(name = "{0} of 300 beside 3 of 300: {1}")
        @CsvSource({"60, true", "66, false"})
        void nineteenPointsNo_twentyOneYes(int failures, boolean isClosed) {
            assertThat(TripState.CLOSED.next(RULES, recent(failures, 300), recent(3, 300), NOW) == TripState.CLOSED)
                    .isEqualTo(isClosed);
        }

        @Test
        void slowLane_trips() {
            Recent slow = new Recent(Counts.NONE, Counts.NONE, Counts.NONE, new Counts(40, 0, 30));

            assertThat(TripState.CLOSED
                            .next(RULES, slow, STABLE, NOW)
                            .news("canary")
                            .describe())
                    .isEqualTo("lane canary is tripped for 30s: 30 of 40 were slow within 10s, stable 0 of 300");
        }

        @Test
        @DisplayName("H2: a lane is not blamed for what stable suffers in the same window")
        void sharedOutage_doesNotTrip() {
            assertThat(TripState.CLOSED.next(RULES, recent(90, 100), recent(800, 1_000), NOW))
                    .isSameAs(TripState.CLOSED);
        }
    }

    @Nested
    class Opened {

        @Test
        void open_admitsNobody() {
            assertThat(IntStream.range(0, 10_000).anyMatch(open::admits)).isFalse();
        }

        @Test
        @DisplayName("H4: a tripped lane comes back without calls of its own")
        void laneWithoutCalls_comesBackByTimeAlone() {
            List<String> news = new ArrayList<>();
            TripState state = open;
            long now = NOW;
            while (state != TripState.CLOSED) {
                now += SECOND / 10;
                TripState next = state.next(RULES, Recent.NONE, Recent.NONE, now);
                if (!next.equals(state)) {
                    news.add((now - NOW) / SECOND + "s: " + next.news("canary").describe());
                }
                state = next;
            }

            assertThat(news)
                    .containsExactly(
                            "30s: lane canary is half open: 5 calls are let through",
                            "40s: lane canary returns with 10% of its keys",
                            "50s: lane canary returns with 50% of its keys",
                            "60s: lane canary returns with 100% of its keys",
                            "70s: lane canary is back");
        }

        @Test
        void failuresOfCallsThatWereUnderWay_doNotProlongIt() {
            assertThat(open.next(RULES, SICK, STABLE, NOW + 30 * SECOND - 1)).isSameAs(open);
            assertThat(open.next(RULES, SICK, STABLE, NOW + 30 * SECOND)).isInstanceOf(HalfOpen.class);
        }
    }

    @Nested
    class HalfOpened {

        @Test
        void halfOpen_admitsItsProbesAndNobodyElse() {
            assertThat(IntStream.range(0, 100).filter(halfOpen::admits)).hasSize(5);
        }

        @Test
        void manyThreads_getItsProbesTogether() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int round = 0; round < 200; round++) {
                    TripState state = new HalfOpen(RULES, ((Open) open).evidence(), NOW);
                    List<Future<Long>> admitted = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        admitted.add(threads.submit(() ->
                                IntStream.range(0, 50).filter(state::admits).count()));
                    }
                    long sum = 0;
                    for (Future<Long> each : admitted) {
                        sum += each.get();
                    }
                    assertThat(sum).isEqualTo(5);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        @ParameterizedTest(name = "{0} of {1} failed: {2}")
        @CsvSource({
            "0, 4, HalfOpen",
            "2, 4, HalfOpen",
            "3, 3, Open",
            "3, 5, Open",
            "2, 5, Returning",
            "0, 5, Returning",
            "0, 6, Returning"
        })
        void probes_decide(int failures, int calls, String expected) {
            TripState next = halfOpen.next(RULES, recent(failures, calls), STABLE, NOW + 31 * SECOND);

            assertThat(next.getClass().getSimpleName()).isEqualTo(expected);
        }

        @Test
        void relapse_saysItsNumbers() {
            TripState next = halfOpen.next(RULES, recent(3, 4), STABLE, NOW + 31 * SECOND);

            assertThat(next.news("canary").describe())
                    .isEqualTo("lane canary is tripped for 30s: 3 of 4 failed when 5 calls were let through");
        }

        @Test
        @DisplayName("H2: probes that fail while stable fails too are not held against the lane")
        void sharedOutage_isNoRelapse() {
            assertThat(halfOpen.next(RULES, recent(5, 5), recent(60, 100), NOW + 31 * SECOND))
                    .isInstanceOf(Returning.class);
        }

        @Test
        @DisplayName("H4: a lane never stays half open")
        void window_endsIt() {
            long end = NOW + 40 * SECOND;

            assertThat(halfOpen.next(RULES, recent(2, 3), STABLE, end - 1)).isSameAs(halfOpen);
            assertThat(halfOpen.next(RULES, recent(2, 3), STABLE, end)).isInstanceOf(Returning.class);
        }
    }

    @Nested
    class Returned {

        private final TripState tenth = halfOpen.next(RULES, WELL, STABLE, NOW + 31 * SECOND);
        private final TripState half = tenth.next(RULES, WELL, STABLE, NOW + 41 * SECOND);

        @Test
        void steps_growAndKeepWhomTheyHad() {
            assertThat(IntStream.range(0, 10_000).filter(tenth::admits)).hasSize(1_000);
            assertThat(IntStream.range(0, 10_000).filter(half::admits)).hasSize(5_000);
            assertThat(IntStream.range(0, 10_000).filter(tenth::admits)).allMatch(half::admits);
        }

        @Test
        void step_lastsAWindow() {
            assertThat(tenth.next(RULES, WELL, STABLE, NOW + 41 * SECOND - 1)).isSameAs(tenth);
        }

        @Test
        void relapse_opensAgain() {
            assertThat(half.next(RULES, SICK, STABLE, NOW + 42 * SECOND)).isInstanceOf(Open.class);
        }

        @Test
        void returning_saysHowFarAndAfterWhat() {
            assertThat(half.describe("canary", nanos -> "12:04:10"))
                    .isEqualTo("lane canary takes 50% of its keys since 12:04:10 after 24 of 40 failed within 10s, "
                            + "stable 1 of 300");
        }
    }

    private static Recent recent(int failures, int calls) {
        return new Recent(Counts.NONE, Counts.NONE, Counts.NONE, new Counts(calls, failures, 0));
    }
}
