package io.github.dubbogray.grayctl.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.RunningStep;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Figures;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseViewsTest {

    private static final long BEGIN = 1_700_000_000_000L;
    private static final ReleasePlan PLAN = ((PlanReading.Accepted) PlanReader.read("""
                    apiVersion: dubbo-gray/v1
                    application: demo
                    lane: canary
                    rule: ramp
                    steps:
                      - { share: 1%, hold: 5m }
                      - { share: 10%, hold: 10m, approve: true }
                      - { share: 100% }
                    """)).plan();

    private static ReleaseFile file(ReleaseState state, HistoryEntry... history) {
        return new ReleaseFile(
                "demo",
                new Lease("4711@host", BEGIN + 10_000),
                new Release("r-1", Subject.of(PLAN), PLAN.revision(), state, List.of(history)));
    }

    private static HistoryEntry entry(int second, String state, int step, String reason) {
        return new HistoryEntry(BEGIN + second * 1_000L, state, step, reason);
    }

    @Nested
    class Forecasts {

        @Test
        void withoutTraffic_sayTimesAlone() {
            assertThat(new Forecast(PLAN, null).toLines())
                    .containsExactly(
                            "release of demo: lane canary by rule ramp, 3 steps",
                            "  step  share  hold  then      begins after  gray calls to be proven",
                            "  1     1%     5m    -         0s            at least 200",
                            "  2     10%    10m   approval  5m            at least 200",
                            "  3     100%   0s    -         15m           none to compare with",
                            "on a breach: rollback; without a decision for 1h: pause",
                            "with --calls-per-second and --failure-percent it is said how many calls each step needs");
        }

        @Test
        void withTraffic_takeAsLongAsTheProof() {
            Forecast slow = new Forecast(PLAN, new Forecast.Traffic(100, 1));
            Forecast fast = new Forecast(PLAN, new Forecast.Traffic(100_000, 1));

            long calls = callsAtStep(slow, 1);
            assertThat(calls).isGreaterThan(2_000).isEqualTo(callsAtStep(fast, 1));
            assertThat(slow.toLines().get(2)).contains(calls + ", in ");
            assertThat(beginOfStep(slow, 2)).isEqualTo(calls); // one gray call a second
            assertThat(beginOfStep(fast, 2)).isEqualTo(300);
        }

        private static long callsAtStep(Forecast forecast, int step) {
            return number(forecast, step, "grayCalls");
        }

        private static long beginOfStep(Forecast forecast, int step) {
            return number(forecast, step, "beginsAfterSeconds");
        }

        private static long number(Forecast forecast, int step, String key) {
            String json = forecast.toJson().toString();
            String of = json.substring(json.indexOf("\"step\":" + step));
            return Long.parseLong(of.replaceAll("(?s)^.*?\"" + key + "\":(\\d+).*$", "$1"));
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "-1, 1", "NaN, 1", "1, -1", "1, 101", "1, NaN"})
        void trafficThatCannotBe_isRefused(double calls, double percent) {
            assertThatThrownBy(() -> new Forecast.Traffic(calls, percent)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Progresses {

        private final Watch watch = new Watch(
                2,
                "0123456789ab",
                BEGIN,
                Evidence.NONE.plus(
                        PLAN.analysis(),
                        0.1,
                        Figures.of(new StepCalls(new LaneCounts(1_000, 10, 0), new LaneCounts(9_000, 90, 0)))));

        @Test
        void judgedStep_hasItsEvidence() {
            List<String> lines = new Progress(
                            file(
                                    new RunningStep.Judging(watch),
                                    entry(0, "running/judging", 2, "3 of 3 consumers run it")),
                            PLAN,
                            BEGIN + 60_000)
                    .toLines();

            assertThat(lines.subList(0, 4))
                    .containsExactly(
                            "release r-1 of demo: running at step 2, for 1m",
                            "  3 of 3 consumers run it",
                            "  [x] 1%",
                            "  [>] 10%, 9m left of 10m");
            assertThat(lines.get(4))
                    .startsWith("        errors  breach [--------------------]  proof [")
                    .endsWith("gray 10 of 1000 (1.00%), stable 90 of 9000 (1.00%)");
            assertThat(lines)
                    .contains("  [ ] 100%", "  nobody has run it for 50s, last 4711@host: grayctl release run");
        }

        @Test
        void endedRelease_hasNoLeader() {
            assertThat(new Progress(
                                    file(
                                            new ReleaseState.Promoted(3),
                                            entry(0, "promoted", 3, "the lane has everything")),
                                    PLAN,
                                    BEGIN + 5_000)
                            .toLines())
                    .containsExactly(
                            "release r-1 of demo: promoted at step 3, for 5s",
                            "  the lane has everything",
                            "  [x] 1%",
                            "  [x] 10%",
                            "  [x] 100%");
        }

        @Test
        void textsOfOthers_stayInTheirLine() {
            assertThat(new Progress(
                                    file(
                                            new ReleaseState.RolledBack(1, "by\nhand"),
                                            entry(0, "rolled-back", 1, "by\nhand")),
                                    null,
                                    BEGIN)
                            .toLines())
                    .noneMatch(line -> line.contains("\n"));
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "-1, 0", "1, 20", "2, 20", "0.5, 10"})
        void bar_isAsLongAsThePart(double part, int full) {
            assertThat(Progress.bar(part)).isEqualTo("[" + "#".repeat(full) + "-".repeat(20 - full) + "]");
        }
    }

    @Nested
    class Reports {

        @Test
        void rolledBack_saysHowSoon() {
            List<String> lines = new Report(
                            file(
                                    new ReleaseState.RolledBack(1, "bad"),
                                    entry(0, "running/publishing", 1, "the release begins"),
                                    entry(2, "running/judging", 1, "3 of 3 consumers run it"),
                                    entry(32, "rolling-back/publishing", 1, "12 of 100 | gray"),
                                    entry(33, "rolling-back/spreading", 1, "published"),
                                    entry(35, "rolled-back", 1, "3 of 3 consumers run it")),
                            PLAN)
                    .toLines();

            assertThat(lines)
                    .contains(
                            "| outcome | rolled-back at step 1 |",
                            "| took | 35s |",
                            "| trigger | 12 of 100 \\| gray |",
                            "| time to detect, since all consumers went by step 1 | 30s |",
                            "| time to act | 1s |",
                            "| time to recover, until all consumers went by it | 3s |");
        }
    }

    @Nested
    class SpansOfTime {

        @ParameterizedTest
        @CsvSource({"0, 0s", "-5, 0s", "999, 1s", "61000, 1m 1s", "3600000, 1h", "3900000, 1h 5m", "300000, 5m"})
        void aFewUnits_areEnough(long millis, String text) {
            assertThat(Spans.of(millis)).isEqualTo(text);
        }
    }
}
