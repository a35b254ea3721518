package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.Analysis;
import io.github.dubbogray.core.release.plan.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final Analysis PLAN = Analysis.DEFAULT;

    @Nested
    class Breaches {

        @Test
        @DisplayName("L2: a lane 25 points worse is found with fewer than 20 failed calls")
        void muchWorseLane_isFoundOnFewFailures() {
            Evidence evidence = after(lane(40, 10, 0), lane(3_960, 20, 0));

            assertThat(evidence.verdict(PLAN))
                    .isEqualTo(new Verdict.Breach("10 of 40 (25.00%) gray calls failed, 20 of 3960 (0.51%) of stable; "
                            + "E is 2.3e+09, a breach from 200.0"));
        }

        @Test
        void slowLane_isFoundAsASickOneIs() {
            assertThat(after(lane(40, 0, 10), lane(3_960, 0, 20)).verdict(PLAN).reason())
                    .startsWith("10 of 40 (25.00%) gray calls were slow, 20 of 3960 (0.51%) of stable; E is ");
        }

        @Test
        void betterLane_isNone() {
            Evidence evidence = after(lane(1_000, 0, 0), lane(1_000, 300, 0));

            assertThat(evidence.errors().e()).isGreaterThan(1e6);
            assertThat(evidence.verdict(PLAN)).isInstanceOf(Verdict.Proven.class);
        }
    }

    @Nested
    class Proofs {

        @Test
        @DisplayName("L2: too little traffic is inconclusive, and says how much is missing")
        void noCalls_areInconclusive() {
            assertThat(Evidence.NONE.verdict(PLAN))
                    .isEqualTo(new Verdict.Inconclusive("gray had no calls in this step"));
        }

        @Test
        void fewCalls_areInconclusive() {
            assertThat(after(lane(100, 0, 0), lane(900, 0, 0)).verdict(PLAN))
                    .isEqualTo(new Verdict.Inconclusive(
                            "gray had 100 calls in this step, fewer than 200", OptionalLong.of(1_486)));
        }

        @Test
        void callsThatDoNotFail_areProofAsSoonAsTheyAreEnough() {
            assertThat(after(lane(1_585, 0, 0), lane(9_000, 0, 0)).verdict(PLAN))
                    .isInstanceOf(Verdict.Inconclusive.class);
            assertThat(after(lane(1_586, 0, 0), lane(9_000, 0, 0)).verdict(PLAN))
                    .isEqualTo(new Verdict.Proven("0 of 1586 (0.00%) gray calls failed, 0 of 9000 (0.00%) of stable; "
                            + "at most 0.50 points above stable, 0.50 points are no harm; "
                            + "0 of 1586 (0.00%) gray calls were slow, 0 of 9000 (0.00%) of stable; "
                            + "at most 0.50 points above stable, 2.00 points are no harm"));
        }

        @Test
        void missingCalls_areThoseTillTheProof() {
            Verdict verdict = after(lane(6_000, 60, 0), lane(54_000, 540, 0)).verdict(PLAN);

            assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
            long needed =
                    6_000 + ((Verdict.Inconclusive) verdict).missingCalls().orElseThrow();
            assertThat(needed).isEqualTo(Proof.grayCallsNeeded(0.01, 0.1, 0.005).orElseThrow());
            assertThat(verdict.reason())
                    .isEqualTo("60 of 6000 (1.00%) gray calls failed, 540 of 54000 (1.00%) of stable; "
                            + "up to 0.79 points above stable cannot be ruled out yet, 0.50 points are no harm; "
                            + "about " + (needed - 6_000) + " more gray calls would, at these rates");
        }

        @Test
        void worseRate_isNeverProof() {
            assertThat(after(lane(1_000, 16, 0), lane(9_000, 90, 0))
                            .verdict(PLAN)
                            .reason())
                    .endsWith("at these rates no number of calls would");
        }

        @Test
        void noStableCalls_areNothingToCompareWith() {
            assertThat(after(lane(1_000, 0, 0), LaneCounts.NONE).verdict(PLAN))
                    .isEqualTo(new Verdict.Inconclusive("stable had no calls in this step to compare with"));
        }
    }

    @Nested
    class Queries {

        private static final Analysis ASKING = new Analysis(
                new Source.Prometheus("http://prometheus:9090", List.of(new Source.Query("cpu", "cpu", 0.8))),
                Duration.ofSeconds(10),
                200,
                100,
                50,
                Duration.ofMillis(500),
                200);

        @Test
        void threeAnswersAboveTheMaximum_areABreach() {
            assertThat(answered(0.9, 0.9).verdict(ASKING)).isInstanceOf(Verdict.Inconclusive.class);
            assertThat(answered(0.9, 0.7, 0.9, 0.9).verdict(ASKING)).isInstanceOf(Verdict.Inconclusive.class);
            assertThat(answered(0.9, 0.9, 0.91).verdict(ASKING))
                    .isEqualTo(new Verdict.Breach(
                            "query cpu answered 0.9100, at most 0.8 is no harm, 3 times in a row above"));
        }

        @Test
        void threeAnswersWithin_areProof() {
            assertThat(answered(0.9, 0.8, 0.7, 0.1).verdict(ASKING)).isInstanceOf(Verdict.Proven.class);
        }

        @Test
        void noAnswer_isNone() {
            assertThat(answered(Double.NaN, Double.NaN, Double.NaN).verdict(ASKING))
                    .isEqualTo(new Verdict.Inconclusive("query cpu has not answered yet"));
        }

        private static Evidence answered(double... answers) {
            Evidence evidence = Evidence.NONE;
            for (double answer : answers) {
                evidence = evidence.plus(ASKING, 0.1, Figures.of(Map.of("cpu", answer)));
            }
            return evidence;
        }
    }

    private static LaneCounts lane(long calls, long failures, long slow) {
        return new LaneCounts(calls, new LaneCounts.Of(failures, failures), new LaneCounts.Of(slow, slow));
    }

    private static Evidence after(LaneCounts gray, LaneCounts stable) {
        StepCalls calls = new StepCalls(gray, stable);
        return Evidence.NONE.plus(PLAN, calls.share(), Figures.of(calls));
    }
}
