package io.github.dubbogray.core.release.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.IncidentEntry;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.Origin;
import io.github.dubbogray.core.release.incident.Phase;
import io.github.dubbogray.core.release.incident.Standing;
import io.github.dubbogray.core.release.incident.Suspect;
import io.github.dubbogray.core.release.incident.Trigger;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeploymentFiguresTest {

    private static final Subject SUBJECT = new Subject("canary", "ramp");

    private static final Incidents NONE = Incidents.none("demo");

    private static Finished finished(String id, Outcome outcome, long seconds) {
        return new Finished(id, outcome, 1_000, 1_000 + 1_000 * seconds);
    }

    private static Incident incident(Trigger trigger, Standing standing, IncidentEntry... later) {
        List<IncidentEntry> entries = new java.util.ArrayList<>();
        entries.add(new IncidentEntry(50_000, Phase.DETECTION, "c", "found", ""));
        entries.addAll(List.of(later));
        return new Incident(
                1,
                new Origin("r", 1, "canary", "ramp", 20_000),
                trigger,
                StepCalls.NONE,
                new Suspect.Nobody(2),
                10_000,
                standing,
                entries);
    }

    private static DeploymentFigures figures(Incident... incidents) {
        return DeploymentFigures.of(Ledger.empty("demo"), new Incidents("demo", List.of(incidents)));
    }

    @Nested
    class Releases {

        @Test
        void threeOfFour_areThreeQuarters() {
            Ledger ledger = Ledger.empty("demo")
                    .with(finished("a", Outcome.PROMOTED, 60))
                    .with(finished("b", Outcome.PROMOTED, 120))
                    .with(finished("c", Outcome.ROLLED_BACK, 5))
                    .with(finished("d", Outcome.PROMOTED, 600));
            DeploymentFigures figures = DeploymentFigures.of(ledger, NONE);

            assertThat(figures.successRate()).hasValue(0.75);
            assertThat(figures.promoted()).isEqualTo(3);
            assertThat(figures.rolledBack()).isEqualTo(1);
            assertThat(figures.toService().medianMillis()).isEqualTo(120_000);
            assertThat(figures.toService().meanMillis()).isCloseTo(260_000, within(0.1));
        }

        @Test
        void none_haveNoRate() {
            assertThat(DeploymentFigures.of(Ledger.empty("demo"), NONE).successRate())
                    .isEmpty();
        }

        @Test
        void sameReleaseTwice_countsOnce() {
            Ledger once = Ledger.empty("demo").with(finished("a", Outcome.PROMOTED, 60));

            assertThat(once.with(finished("a", Outcome.PROMOTED, 60))).isEqualTo(once);
        }

        @Test
        void beyondWhatIsKept_countsStillRise() {
            Ledger ledger = Ledger.empty("demo");
            for (int i = 0; i < Ledger.MOST + 20; i++) {
                ledger = ledger.with(finished("r-" + i, i % 2 == 0 ? Outcome.PROMOTED : Outcome.ROLLED_BACK, i));
            }

            assertThat(ledger.latest()).hasSize(Ledger.MOST);
            assertThat(ledger.promoted() + ledger.rolledBack()).isEqualTo(Ledger.MOST + 20);
            assertThat(LedgerReader.read("demo", ledger.toJson())).contains(ledger);
        }

        @Test
        void releaseOnItsWay_isNotOver() {
            List<HistoryEntry> history =
                    List.of(new HistoryEntry(5, "running/publishing", 1, ""), new HistoryEntry(9, "promoted", 4, ""));

            assertThat(Finished.of(new Release("r", SUBJECT, "p", new ReleaseState.Pending(), history)))
                    .isEmpty();
            assertThat(Finished.of(new Release("r", SUBJECT, "p", new ReleaseState.Promoted(4), history)))
                    .contains(new Finished("r", Outcome.PROMOTED, 5, 9));
        }
    }

    @Nested
    class Times {

        @Test
        void recovery_isUntilTheLastTimeThatItWasOver() {
            DeploymentFigures figures = figures(incident(
                    new Trigger.Calls(Signal.ERRORS),
                    new Standing.Closed(),
                    new IncidentEntry(52_000, Phase.RESPONSE, "r", "rolling-back/spreading", ""),
                    new IncidentEntry(55_000, Phase.REVIEW, "c", "recovered", ""),
                    new IncidentEntry(60_000, Phase.DETECTION, "c", "relapsed", ""),
                    new IncidentEntry(90_000, Phase.REVIEW, "c", "recovered", "")));

            assertThat(figures.toDetect().millis()).containsExactly(30_000L);
            assertThat(figures.toAct().millis()).containsExactly(2_000L);
            assertThat(figures.toRecover().millis()).containsExactly(40_000L);
            assertThat(figures.openIncidents()).isZero();
        }

        @Test
        void incidentThatGoesOn_hasNotRecovered() {
            DeploymentFigures figures = figures(incident(
                    new Trigger.Calls(Signal.ERRORS),
                    new Standing.Responding(),
                    new IncidentEntry(55_000, Phase.REVIEW, "c", "recovered", ""),
                    new IncidentEntry(60_000, Phase.DETECTION, "c", "relapsed", "")));

            assertThat(figures.toRecover().count()).isZero();
            assertThat(figures.openIncidents()).isEqualTo(1);
        }

        @Test
        void noDecision_isNoDetection() {
            assertThat(figures(incident(new Trigger.Undecided(), new Standing.Responding()))
                            .toDetect()
                            .count())
                    .isZero();
        }
    }
}
