package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.count.Recent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Nested
    class OverPercent {

        @Test
        void newestPartWithEnoughCalls_isTheEvidence() {
            Recent own = new Recent(counts(9, 9), counts(20, 24), counts(20, 40), counts(20, 400));
            Recent stable = new Recent(counts(0, 40), counts(1, 80), counts(1, 200), counts(1, 400));

            assertThat(comparison(own, stable).overPercent(Fault.FAILED, 50))
                    .contains(new Evidence.TooMany(
                            Fault.FAILED, Duration.ofSeconds(2), new Rate(20, 24), new Rate(1, 80)));
        }

        @ParameterizedTest(name = "{0}% beside {1}%: {2}")
        @CsvSource({"49, 0, false", "50, 0, true", "60, 29, true", "60, 30, false", "100, 49, true", "100, 50, false"})
        @DisplayName("H2: a percentage does not count while stable has half that rate")
        void percent_countsUnlessStableHasHalfOfIt(int own, int stable, boolean expected) {
            assertThat(comparison(whole(10 * own, 1_000), whole(10 * stable, 1_000))
                            .overPercent(Fault.FAILED, 50)
                            .isPresent())
                    .isEqualTo(expected);
        }

        @Test
        @DisplayName("H2: nothing is judged on fewer calls than its minimum")
        void fewerCalls_areNotJudged() {
            assertThat(comparison(whole(19, 19), whole(0, 100)).overPercent(Fault.FAILED, 50))
                    .isEmpty();
            assertThat(comparison(whole(20, 20), whole(0, 100)).overPercent(Fault.FAILED, 50))
                    .isPresent();
        }

        @Test
        void percentThatMayBeChance_doesNotCount() {
            assertThat(comparison(whole(10, 20), whole(4, 20)).overPercent(Fault.FAILED, 50))
                    .isEmpty();
        }

        @Test
        @DisplayName("H2: where stable has fewer calls than the minimum, the percentage counts alone")
        void stableWithFewCalls_doesNotMatter() {
            assertThat(comparison(whole(10, 20), whole(0, 19)).overPercent(Fault.FAILED, 50))
                    .isPresent();
            assertThat(comparison(whole(10, 20), Recent.NONE).overPercent(Fault.FAILED, 50))
                    .isPresent();
        }

        @Test
        @DisplayName("H2: the few calls of stable excuse what they suffer too")
        void stableWithFewCallsThatFail_isAShare() {
            assertThat(comparison(whole(10, 20), whole(5, 19)).overPercent(Fault.FAILED, 50))
                    .isEmpty();
            assertThat(comparison(whole(26, 38), whole(13, 19)).overPercent(Fault.FAILED, 50))
                    .isEmpty();
            assertThat(comparison(tenth(20, 20), whole(1, 2)).overPercent(Fault.FAILED, 50))
                    .isEmpty();
        }

        @Test
        void partWithoutStable_waitsForAPartThatHasIt() {
            Recent own = new Recent(counts(30, 30), counts(30, 60), counts(30, 150), counts(30, 300));
            Recent stable = new Recent(counts(5, 5), counts(5, 10), counts(5, 25), counts(5, 50));

            assertThat(comparison(own, stable).overPercent(Fault.FAILED, 50)).isEmpty();
        }

        @Test
        void shortPartAlone_mustBeBeyondChanceOfHalfThePercentage() {
            assertThat(comparison(tenth(10, 20), Recent.NONE).overPercent(Fault.FAILED, 50))
                    .isEmpty();
            assertThat(comparison(tenth(16, 20), Recent.NONE).overPercent(Fault.FAILED, 50))
                    .isPresent();
        }

        @Test
        void slowCalls_areComparedLikeFailures() {
            Recent own = new Recent(Counts.NONE, Counts.NONE, Counts.NONE, new Counts(100, 0, 60));
            Recent stable = new Recent(Counts.NONE, Counts.NONE, Counts.NONE, new Counts(100, 90, 1));

            assertThat(comparison(own, stable).overPercent(Fault.SLOW, 50).map(found -> found.describe("stable")))
                    .contains("60 of 100 were slow within 10s, stable 1 of 100");
        }
    }

    @Nested
    class AbovePoints {

        @ParameterizedTest(name = "{0} of 300 beside 3 of 300: {1}")
        @CsvSource({"60, false", "62, false", "63, true", "66, true"})
        @DisplayName("+19 points no, +20 and +21 points yes at threshold 20")
        void points_countFromTheThresholdOn(int own, boolean expected) {
            assertThat(comparison(whole(own, 300), whole(3, 300))
                            .abovePoints(20)
                            .isPresent())
                    .isEqualTo(expected);
        }

        @Test
        void difference_needsTheMinimumOnBothSides() {
            assertThat(comparison(whole(100, 100), whole(0, 19)).abovePoints(20))
                    .isEmpty();
            assertThat(comparison(whole(19, 19), whole(0, 100)).abovePoints(20)).isEmpty();
        }

        @Test
        void differenceThatMayBeChance_doesNotCount() {
            assertThat(comparison(whole(9, 20), whole(4, 20)).abovePoints(20)).isEmpty();
        }
    }

    @Nested
    class Run {

        @Test
        void run_countsWhileTheWindowHasThatManyFailures() {
            assertThat(comparison(whole(5, 9), whole(0, 100)).run(7, 5))
                    .contains(new Evidence.Run(7, WINDOW, new Rate(5, 9), new Rate(0, 100)));
            assertThat(comparison(whole(4, 9), whole(0, 100)).run(7, 5)).isEqualTo(Optional.empty());
            assertThat(comparison(whole(5, 9), whole(0, 100)).run(4, 5)).isEqualTo(Optional.empty());
        }

        @Test
        @DisplayName("H2: a run of failures does not count while the others have half that rate")
        void sharedFailures_areNoRun() {
            assertThat(comparison(whole(80, 100), whole(400, 1_000)).run(8, 5)).isEmpty();
            assertThat(comparison(whole(80, 100), whole(390, 1_000)).run(8, 5)).isPresent();
            assertThat(comparison(whole(5, 5), whole(2, 2)).run(8, 5)).isEmpty();
        }

        @Test
        @DisplayName("H2: an outage that begins for all leaves some with a run before others")
        void runThatMayBeChance_doesNotCount() {
            assertThat(comparison(whole(6, 8), whole(8, 27)).run(6, 5)).isEmpty();
        }
    }

    private static Comparison comparison(Recent own, Recent others) {
        return new Comparison(own, others, WINDOW, Proof.of(20));
    }

    private static Recent whole(int failures, int calls) {
        return new Recent(Counts.NONE, Counts.NONE, Counts.NONE, counts(failures, calls));
    }

    private static Recent tenth(int failures, int calls) {
        Counts quiet = counts(failures, 1_000);
        return new Recent(counts(failures, calls), quiet, quiet, quiet);
    }

    private static Counts counts(int failures, int calls) {
        return new Counts(calls, failures, 0);
    }
}
