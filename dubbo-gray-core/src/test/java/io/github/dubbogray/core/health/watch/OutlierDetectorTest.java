package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.watch.InstanceState.Ejected;
import io.github.dubbogray.core.health.watch.InstanceState.Serving;
import io.github.dubbogray.core.health.watch.InstanceState.Unanswering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlierDetectorTest {

    private static final long NOW = TimeUnit.HOURS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final InstanceState SERVING = new Serving(0, 0);
    private static final LaneHealth DEFAULTS = new LaneHealth(OutlierRules.DEFAULT, null, ProbingRules.DEFAULT);

    @Nested
    class Golden {

        @Test
        void fiftyOfAHundredBesideFourWithout_isEjected() {
            LaneRound round =
                    judge(serving(50, 100), serving(0, 100), serving(0, 100), serving(0, 100), serving(0, 100));

            assertThat(round.events().stream().map(HealthEvent::describe))
                    .containsExactly(
                            "i0 of lane canary is ejected for 30s: 50 of 100 failed within 10s, the others 0 of 400");
            assertThat(out(round)).containsExactly(0);
        }

        @Test
        @DisplayName("H2: nothing is judged on fewer calls than its minimum")
        void sameWithFiveCallsEach_isNot() {
            LaneRound round = judge(serving(3, 5), serving(0, 5), serving(0, 5), serving(0, 5), serving(0, 5));

            assertThat(round.events()).isEmpty();
        }

        @Test
        void fortyPercentBesideOnePercent_isEjected() {
            LaneRound round = judge(serving(1, 100), serving(1, 100), serving(40, 100), serving(1, 100));

            assertThat(out(round)).containsExactly(2);
        }

        @Test
        @DisplayName("H2: a shared outage blames nobody")
        void allEquallyBad_areNotEjected() {
            LaneRound round = judge(run(60, 100, 9), run(63, 100, 5), run(58, 100, 0), run(61, 100, 12));

            assertThat(round.events()).isEmpty();
        }

        @Test
        void runOfFailures_isEnough() {
            LaneRound round = judge(run(5, 55, 5), serving(0, 55), serving(0, 55), serving(0, 55));

            assertThat(round.events().stream().map(HealthEvent::describe))
                    .containsExactly(
                            "i0 of lane canary is ejected for 30s: 5 in a row failed, 5 of 55 failed within 10s, "
                                    + "the others 0 of 165");
        }
    }

    @Nested
    @DisplayName("H3: the cap is asked before an ejection, and the last instance is never ejected")
    class Cap {

        @ParameterizedTest(name = "{0} bad of {1}, cap {2}%: {3} out")
        @CsvSource({"1, 1, 100, 0", "1, 2, 50, 1", "1, 2, 49, 0", "2, 5, 50, 2", "4, 9, 40, 3", "2, 3, 100, 2"})
        void noMoreAreOut_thanTheCapAllows(int bad, int instances, int cap, int expected) {
            LaneHealth health = new LaneHealth(
                    new OutlierRules(
                            5, 50, 30, 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), cap),
                    null,
                    new ProbingRules(ProbingRules.By.TCP, Duration.ZERO, Duration.ofSeconds(1), 3));
            List<InstanceFigures> figures = IntStream.range(0, instances)
                    .mapToObj(i -> figures(i, SERVING, 0, 1_000, 0, i < bad ? 3 : 0))
                    .toList();
            LaneRound round = judge(health, figures);

            assertThat(out(round)).hasSize(expected);
        }

        @Test
        void worst_goesFirst() {
            LaneHealth quarter = new LaneHealth(
                    new OutlierRules(
                            5, 50, 30, 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), 25),
                    null,
                    null);

            LaneRound round = judge(
                    quarter,
                    List.of(
                            figures(0, SERVING, 60, 100, 0, 0),
                            figures(1, SERVING, 80, 100, 0, 0),
                            figures(2, SERVING, 0, 100, 0, 0),
                            figures(3, SERVING, 0, 100, 0, 0)));

            assertThat(out(round)).containsExactly(1);
        }

        @Test
        void laneThatBecomesSmaller_getsBackTheLongestOut() {
            Ejected first = new Ejected(evidence(), 1, NOW - 9 * SECOND, NOW + 21 * SECOND);
            Ejected second = new Ejected(evidence(), 2, NOW - 8 * SECOND, NOW + 22 * SECOND);

            LaneRound round = judge(
                    DEFAULTS,
                    List.of(
                            figures(0, second, 0, 0, 0, 0),
                            figures(1, first, 0, 0, 0, 0),
                            figures(2, SERVING, 0, 100, 0, 0)));

            assertThat(round.events())
                    .containsExactly(
                            new HealthEvent.InstanceReturned("canary", "i1", HealthEvent.InstanceReturned.Cause.CAP));
            assertThat(out(round)).containsExactly(0);
        }
    }

    @Nested
    @DisplayName("H4: an ejected instance comes back without calls of its own")
    class Return {

        @Test
        void time_bringsBackWithItsEjectionsHeldAgainstIt() {
            Ejected over = new Ejected(evidence(), 3, NOW - 30 * SECOND, NOW);

            LaneRound round =
                    judge(DEFAULTS, List.of(figures(0, over, 50, 50, 9, 0), figures(1, SERVING, 0, 100, 0, 0)));

            assertThat(round.state(0)).isEqualTo(new Serving(3, NOW));
            assertThat(round.isBack(0)).isTrue();
            assertThat(round.events())
                    .containsExactly(
                            new HealthEvent.InstanceReturned("canary", "i0", HealthEvent.InstanceReturned.Cause.TIME));
        }

        @Test
        void ejectionsInARow_lastLongerUpToTheCeiling() {
            assertThat(IntStream.of(1, 2, 9, 10, 11, Integer.MAX_VALUE).mapToObj(OutlierRules.DEFAULT::ejectionOf))
                    .containsExactly(
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(270),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(5));
        }

        @Test
        void secondEjection_isTwiceAsLong() {
            LaneRound round = judge(
                    DEFAULTS,
                    List.of(
                            figures(0, new Serving(1, NOW - 9 * SECOND), 90, 100, 0, 0),
                            figures(1, SERVING, 0, 100, 0, 0)));

            assertThat(round.state(0)).isInstanceOfSatisfying(Ejected.class, ejected -> {
                assertThat(ejected.ejections()).isEqualTo(2);
                assertThat(ejected.untilNanos()).isEqualTo(NOW + 60 * SECOND);
            });
        }

        @Test
        void eachHealthyWindow_takesBackOne() {
            LaneRound round = judge(
                    DEFAULTS,
                    List.of(
                            figures(0, new Serving(5, NOW - 29 * SECOND), 0, 100, 0, 0),
                            figures(1, new Serving(1, NOW - 99 * SECOND), 0, 100, 0, 0)));

            assertThat(List.of(round.state(0), round.state(1)))
                    .containsExactly(new Serving(3, NOW - 9 * SECOND), new Serving(0, NOW - 9 * SECOND));
            assertThat(round.events()).isEmpty();
        }
    }

    @Nested
    class Probing {

        @Test
        void probesWithoutAnswer_takeOutUntilOneIsAnswered() {
            LaneRound out = judge(DEFAULTS, List.of(figures(0, SERVING, 0, 0, 0, 3), figures(1, SERVING, 0, 0, 0, 2)));

            assertThat(out.state(0)).isEqualTo(new Unanswering(0, NOW));
            assertThat(out.events().stream().map(HealthEvent::describe))
                    .containsExactly("i0 of lane canary is ejected until it answers: 3 probes in a row had no answer");

            LaneRound back =
                    judge(DEFAULTS, List.of(figures(0, out.state(0), 0, 0, 0, 0), figures(1, SERVING, 0, 0, 0, 0)));

            assertThat(back.events().stream().map(HealthEvent::describe))
                    .containsExactly("i0 of lane canary is back: it answered a probe");
        }

        @Test
        void ejectedWithoutAnswer_staysOutWhenItsTimeIsOver() {
            Ejected over = new Ejected(evidence(), 1, NOW - 30 * SECOND, NOW);

            LaneRound round = judge(DEFAULTS, List.of(figures(0, over, 0, 0, 0, 3), figures(1, SERVING, 0, 0, 0, 0)));

            assertThat(round.state(0)).isEqualTo(new Unanswering(1, NOW - 30 * SECOND));
            assertThat(round.events()).isEmpty();
        }

        @Test
        void answer_doesNotEndAnEjectionForCalls() {
            Ejected ejected = new Ejected(evidence(), 1, NOW - SECOND, NOW + 29 * SECOND);

            LaneRound round =
                    judge(DEFAULTS, List.of(figures(0, ejected, 0, 0, 0, 0), figures(1, SERVING, 0, 0, 0, 0)));

            assertThat(round.state(0)).isEqualTo(ejected);
        }
    }

    private static LaneRound judge(InstanceFigures... figures) {
        List<InstanceFigures> named = new ArrayList<>();
        for (int i = 0; i < figures.length; i++) {
            InstanceFigures each = figures[i];
            named.add(new InstanceFigures(
                    "i" + i,
                    each.state(),
                    each.recent(),
                    each.longestRun(),
                    each.unanswered(),
                    each.countedNanos(),
                    each.presence()));
        }
        return judge(DEFAULTS, named);
    }

    private static LaneRound judge(LaneHealth health, List<InstanceFigures> figures) {
        LaneRound round = new LaneRound("canary", figures, NOW);
        new OutlierDetector(health).judge(round);
        return round;
    }

    private static InstanceFigures serving(int failures, int calls) {
        return figures(0, SERVING, failures, calls, 0, 0);
    }

    private static InstanceFigures run(int failures, int calls, int longest) {
        return figures(0, SERVING, failures, calls, longest, 0);
    }

    private static InstanceFigures figures(
            int number, InstanceState state, int failures, int calls, int longestRun, int unanswered) {
        Recent recent = new Recent(Counts.NONE, Counts.NONE, Counts.NONE, new Counts(calls, failures, 0));
        return new InstanceFigures(
                "i" + number, state, recent, longestRun, unanswered, 0, InstanceFigures.Presence.PRESENT);
    }

    private static List<Integer> out(LaneRound round) {
        return IntStream.range(0, round.size())
                .filter(i -> round.state(i).isOut())
                .boxed()
                .toList();
    }

    private static Evidence evidence() {
        return new Evidence.Run(5, Duration.ofSeconds(10), new Rate(5, 5), Rate.NONE);
    }
}
