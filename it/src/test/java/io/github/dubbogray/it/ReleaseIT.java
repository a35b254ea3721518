package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Ailment;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Frozen;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Releases that run themselves, to each of their ends (seed rows E67, E77, E79, E88, E89). */
@ExtendWith(FleetExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseIT {

    /** Margins that some dozen calls can prove: a step of seconds has no more. */
    private static final String SOON = """
            analysis: { every: 1s, minCalls: 20, errorMargin: 20, slowMargin: 20, slowerThan: 5s }
            onInconclusive: { hold: 5m, then: pause }
            """;

    /** A controller says what it has done, after it. */
    private static final Duration TELLING = Duration.ofSeconds(10);

    private ReleaseTrial trial;

    @BeforeAll
    void begin(Fleet fleet, @TempDir Path folder) throws Exception {
        trial = ReleaseTrial.open(fleet, folder);
    }

    @AfterEach
    void stopControllers() {
        trial.stopControllers();
    }

    @AfterAll
    void end() throws Exception {
        trial.close();
    }

    private void bothBecome(int stablePercent, int grayPercent) {
        trial.ward().stable().forEach(patient -> patient.become(Ailment.failingAtRandom(stablePercent, 3)));
        trial.ward().gray().forEach(patient -> patient.become(Ailment.failingAtRandom(grayPercent, 4)));
    }

    /** Says the figures of a run, for who reads its log. */
    private static void measured(String what) {
        System.out.println("measured: " + what);
    }

    /** The document is published after the moment from which this is reckoned. */
    private void assertConsumersAgreeWithinTwoSeconds(int step) {
        List<Duration> taken = trial.takenOver(trial.enteredMillis("rolling-back/publishing", step));
        measured("a rollback was taken over by the three consumers after " + taken);
        assertThat(taken).hasSize(3).allMatch(after -> after.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Nested
    class Versions {

        @Test
        @DisplayName(
                "A good one goes 1 → 10 → 50 → 100 %, each step in its time ± 10 %, an outage of both lanes in the middle")
        void good_isPromotedInTime() throws Exception {
            int seconds = Size.of(20, 120);
            trial.start("""
                    steps:
                      - { share: 1%%, hold: %1$ds }
                      - { share: 10%%, hold: %1$ds }
                      - { share: 50%%, hold: %1$ds }
                      - { share: 100%%, hold: 2s }
                    """.formatted(seconds) + SOON);
            trial.control();
            trial.awaitJudged(3);
            bothBecome(40, 40);
            ReleaseTrial.pass(Duration.ofSeconds(seconds / 4));
            trial.ward().heal();
            trial.awaitState("promoted");

            assertThat(trial.shares()).containsExactly(100, 1_000, 5_000, 10_000, 10_000);
            List<Duration> times = List.of(trial.timeOf(1), trial.timeOf(2), trial.timeOf(3));
            measured("steps of " + seconds + " s took " + times + "; texts of the state in Nacos's history: "
                    + trial.textsLeft());
            assertThat(times)
                    .allSatisfy(time -> assertThat(time.toMillis()).isBetween(seconds * 900L, seconds * 1_100L));
            assertThat(trial.document()).doesNotContain("release:");
            assertThat(trial.run("release", "report")).contains("| outcome | promoted");
            await().atMost(Duration.ofSeconds(30)).until(() -> trial.grayPercent(Duration.ofSeconds(1)) > 99);
        }

        @Test
        @DisplayName(
                "25 points more failures are rolled back at 1 %, with fewer than 20 failed calls; all consumers within 2 s")
        void withManyFailures_isRolledBackInTheFirstStep() throws Exception {
            trial.start("""
                    steps: [{ share: 1%, hold: 2m }, { share: 10%, hold: 2m }, { share: 100% }]
                    """ + SOON);
            long begin = System.nanoTime();
            trial.ward().grayBecome(Ailment.failingAtRandom(25, 7));
            trial.control();
            trial.awaitState("rolled-back");

            List<Traffic.Call> calls = trial.traffic().since(begin);
            long failed = calls.stream().filter(Traffic.Call::isFailed).count();
            measured("+25 points: " + failed + " failed calls of "
                    + calls.stream()
                            .filter(call -> call.isTo(trial.ward().gray()))
                            .count() + " of gray and "
                    + calls.size() + " in all, judged for "
                    + (trial.enteredMillis("rolling-back/publishing", 1) - trial.enteredMillis("running/judging", 1))
                    + " ms");
            assertThat(failed).isBetween(1L, 19L);
            assertThat(trial.shares()).containsExactly(100, 0);
            assertConsumersAgreeWithinTwoSeconds(1);
            assertThat(trial.grayPercent(Duration.ofSeconds(1))).isZero();
            assertThat(trial.incidents()).containsPattern("failed calls; [^\"]*; traces 0[0-9a-f]{31}");
            assertThat(trial.run("release", "report")).contains("| trigger |", "| time to detect", "| time to recover");
        }

        @Test
        @DisplayName(
                "L3, E88: without traffic a release holds and says why; 3 points more failures, all of them in one method,"
                        + " are found while it waits for an approval, record and message name the method, and it rolls back")
        void withoutTraffic_isHeld_andFewFailuresWhileWaitingRollBack() throws Exception {
            trial.start("steps: [{ share: 50%, hold: 3s, approve: true }, { share: 100% }]\n" + SOON);
            bothBecome(1, 1);
            trial.traffic().hush();
            trial.control();
            trial.awaitState("inconclusive");
            assertThat(trial.reason()).contains("gray had no calls in this step");
            ReleaseTrial.pass(Duration.ofSeconds(3));
            assertThat(trial.shares()).containsExactly(5_000);

            trial.traffic().goOn();
            trial.awaitState("waiting-for-approval");
            long begin = System.currentTimeMillis();
            trial.ward().grayBecome(Ailment.failingAtRandom(16, 4).inMethod("relay")); // of every fourth call
            trial.awaitState("rolled-back");
            measured("+3 points over 1 %, half of " + ReleaseTrial.CALLS_PER_SECOND + " calls/s: found after "
                    + (trial.enteredMillis("rolling-back/publishing", 1) - begin) + " ms");
            assertThat(trial.shares()).containsExactly(5_000, 0);
            assertConsumersAgreeWithinTwoSeconds(1);
            assertThat(trial.incidents()).contains("; method relay differs most: ");
            await().atMost(TELLING)
                    .untilAsserted(() -> assertThat(trial.said()).contains("; method relay differs most: "));
        }
    }

    @Nested
    class Disturbances {

        @Test
        @DisplayName(
                "L3: leading controllers are killed: each share is published once, no step left out, others go on within 15 s")
        void killedLeaders_loseNothing() throws Exception {
            long seed = System.nanoTime();
            System.out.println("kills by seed " + seed);
            Random random = new Random(seed);
            int hold = Size.of(2, 100); // so that the last step is not over before the last kill
            trial.start("""
                    steps:
                      - { share: 10%%, hold: %1$ds }
                      - { share: 20%%, hold: %1$ds }
                      - { share: 50%%, hold: %1$ds }
                      - { share: 100%%, hold: 2s }
                    """.formatted(hold) + SOON);
            trial.control();
            trial.control();
            List<Duration> gaps = new ArrayList<>();
            for (int kill = 0; kill < Size.of(2, 20); kill++) {
                ReleaseTrial.pass(Duration.ofMillis(random.nextInt(4_000)));
                gaps.add(trial.replaceLeader());
                trial.control();
            }
            trial.awaitState("promoted");

            measured("after a kill another controller led after " + gaps);
            assertThat(gaps).allMatch(gap -> gap.compareTo(Duration.ofSeconds(15)) <= 0);
            assertThat(trial.shares()).containsExactly(1_000, 2_000, 5_000, 10_000, 10_000);
        }

        @Test
        @DisplayName(
                "L1: with Nacos away nothing moves, and it goes on afterwards; an operator's edit is kept and pauses it")
        void nacosAwayAndAnEdit_areWaitedOut() throws Exception {
            trial.start("steps: [{ share: 10%, hold: 8s }, { share: 50%, hold: 10m }, { share: 100% }]\n" + SOON);
            trial.control();
            trial.awaitJudged(1);
            Instant begin = Instant.now();
            nacosIsAway(Duration.ofSeconds(Size.of(12, 60))); // longer than a lease
            Instant end = Instant.now();
            trial.awaitJudged(2);
            assertThat(trial.publishedBetween(begin, end)).isZero();
            assertThat(trial.shares()).containsExactly(1_000, 5_000);

            trial.run("lanes", "ramp", "canary", "20%", "--yes");
            trial.awaitState("paused");
            assertThat(trial.reason()).contains("the edit is kept");
            ReleaseTrial.pass(Duration.ofSeconds(3));
            assertThat(trial.share()).isEqualTo(2_000);
            trial.run("release", "rollback", "--yes", "--reason", "enough");
            trial.awaitState("rolled-back");
            assertThat(trial.shares()).containsExactly(1_000, 5_000, 2_000, 0);
        }

        /** In every build it is silent; with all there is it is killed, so that consumers register anew one by one. */
        private void nacosIsAway(Duration time) throws Exception {
            if (Size.isWhole()) {
                trial.ward().lab().fleet().nacos().kill();
                ReleaseTrial.pass(time);
                trial.ward().lab().fleet().nacos().restart();
                return;
            }
            Frozen nacos = Frozen.of(trial.ward().lab().fleet().nacos().pid());
            try {
                ReleaseTrial.pass(time);
            } finally {
                nacos.close();
            }
        }
    }
}
