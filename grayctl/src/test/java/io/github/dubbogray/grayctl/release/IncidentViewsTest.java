package io.github.dubbogray.grayctl.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.IncidentEntry;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.Origin;
import io.github.dubbogray.core.release.incident.Phase;
import io.github.dubbogray.core.release.incident.Standing;
import io.github.dubbogray.core.release.incident.Suspect;
import io.github.dubbogray.core.release.incident.Trigger;
import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.core.release.ledger.Finished;
import io.github.dubbogray.core.release.ledger.Ledger;
import io.github.dubbogray.core.release.ledger.Outcome;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IncidentViewsTest {

    private static final long BEGIN = 1_700_000_000_000L;

    private static final Incident INCIDENT = new Incident(
            3,
            new Origin("r-1", 2, "canary", "ramp", BEGIN),
            new Trigger.Calls(Signal.ERRORS),
            new StepCalls(
                    new LaneCounts(900, new LaneCounts.Of(45, 30), new LaneCounts.Of(2, 2)),
                    new LaneCounts(8_100, new LaneCounts.Of(8, 8), LaneCounts.Of.NONE)),
            new Suspect.One("web 1@a", new Rate(40, 300), new Rate(5, 600), new Rate(2, 2_700)),
            10_000,
            new Standing.Closed(),
            List.of(
                    entry(20, Phase.DETECTION, "controller", "found", "45 of 900 | failed"),
                    entry(20, Phase.ANALYSIS, "controller", "analysed", "failed calls"),
                    entry(22, Phase.RESPONSE, "release r-1", "rolling-back/spreading", "published"),
                    entry(25, Phase.REVIEW, "controller", "recovered", "all go by it"),
                    entry(55, Phase.REVIEW, "controller", "closed", "3 looks")));

    private static IncidentEntry entry(int second, Phase phase, String by, String what, String text) {
        return new IncidentEntry(BEGIN + 1_000L * second, phase, by, what, text);
    }

    @Test
    @DisplayName("A report has trigger, impact in calls and users, times, who differs, and all four phases")
    void report_hasWhatAReviewNeeds() {
        assertThat(new IncidentReport("demo", INCIDENT).toLines())
                .contains(
                        "# Incident 3 of demo",
                        "| standing | closed |",
                        "| trigger | failed calls |",
                        "| time to detect, since the step was judged | 20s |",
                        "| time to act | 2s |",
                        "| time to recover | 5s |",
                        "| impact until it was found | 45 calls of 30 users failed, 2 calls of 2 users were slow, of 900 gray"
                                + " calls |",
                        "| stable in the same time | 8 failed, 0 slow, of 8100 calls |",
                        "| who differs | web 1@a differs most: 40 of 300 (13.33%) of its gray calls, of all others' 5 of 600"
                                + " (0.83%); of its calls to stable 2 of 2700 (0.07%) |",
                        "| 2023-11-14T22:13:40Z | 0s | detection | controller | found | 45 of 900 \\| failed |",
                        "| 2023-11-14T22:14:15Z | 35s | review | controller | closed | 3 looks |");
    }

    @Nested
    class Figures {

        private final DeploymentFigures figures = DeploymentFigures.of(
                Ledger.empty("demo \"x\"")
                        .with(new Finished("a", Outcome.PROMOTED, 0, 61_500))
                        .with(new Finished("b", Outcome.ROLLED_BACK, 0, 5))
                        .with(new Finished("c", Outcome.PROMOTED, 0, 120_000))
                        .with(new Finished("d", Outcome.PROMOTED, 0, 180_000)),
                new Incidents("demo \"x\"", List.of(INCIDENT)));

        @Test
        void exposition_hasEachNumberUnderItsType() {
            assertThat(new FiguresExposition(List.of(figures)).toLines())
                    .filteredOn(line -> !line.startsWith("# HELP"))
                    .containsExactly(
                            "# TYPE dubbo_gray_releases counter",
                            "dubbo_gray_releases_total{application=\"demo \\\"x\\\"\",result=\"promoted\"} 3",
                            "dubbo_gray_releases_total{application=\"demo \\\"x\\\"\",result=\"rolled-back\"} 1",
                            "# TYPE dubbo_gray_release_success_ratio gauge",
                            "dubbo_gray_release_success_ratio{application=\"demo \\\"x\\\"\"} 0.75",
                            "# TYPE dubbo_gray_release_incidents_open gauge",
                            "dubbo_gray_release_incidents_open{application=\"demo \\\"x\\\"\"} 0",
                            "# TYPE dubbo_gray_release_time_to_service_seconds gauge",
                            "dubbo_gray_release_time_to_service_seconds{application=\"demo \\\"x\\\"\"} 120.5",
                            "# TYPE dubbo_gray_release_time_to_detect_seconds gauge",
                            "dubbo_gray_release_time_to_detect_seconds{application=\"demo \\\"x\\\"\"} 20",
                            "# TYPE dubbo_gray_release_time_to_act_seconds gauge",
                            "dubbo_gray_release_time_to_act_seconds{application=\"demo \\\"x\\\"\"} 2",
                            "# TYPE dubbo_gray_release_time_to_recover_seconds gauge",
                            "dubbo_gray_release_time_to_recover_seconds{application=\"demo \\\"x\\\"\"} 5",
                            "# EOF");
        }

        @Test
        void applicationWithoutARelease_hasNoMeans() {
            DeploymentFigures none = DeploymentFigures.of(Ledger.empty("demo"), Incidents.none("demo"));

            assertThat(new FiguresExposition(List.of(none)).toLines())
                    .filteredOn(line -> !line.startsWith("#"))
                    .containsExactly(
                            "dubbo_gray_releases_total{application=\"demo\",result=\"promoted\"} 0",
                            "dubbo_gray_releases_total{application=\"demo\",result=\"rolled-back\"} 0",
                            "dubbo_gray_release_incidents_open{application=\"demo\"} 0");
            assertThat(new FiguresRow(none).toJson().toString())
                    .contains("\"successRate\":null", "\"toRecover\":{\"count\":0,\"meanMillis\":null");
        }

        @Test
        void row_hasTheMeans() {
            assertThat(new FiguresRow(figures).cells())
                    .containsExactly("demo \"x\"", "4", "3", "75%", "2m", "1", "0", "20s", "2s", "5s");
        }
    }
}
