package io.github.dubbogray.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.IncidentEntry;
import io.github.dubbogray.core.release.incident.Phase;
import io.github.dubbogray.core.release.incident.Standing;
import io.github.dubbogray.core.release.incident.Suspect;
import io.github.dubbogray.core.release.incident.Trigger;
import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.nacos.Refusal;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From harm to its end, second by second: what is kept of it, and who is told. */
class IncidentsOfReleaseTest {

    private static final int LONGEST_SECONDS = 3_600;

    private final Rehearsal stage = new Rehearsal();
    private final ReleaseController controller = stage.controller("a");

    @BeforeEach
    void start() {
        start("r-1", Rehearsal.PLAN);
    }

    private void start(String id, String plan) {
        assertThat(stage.desk().start(id, plan)).isInstanceOf(ReleaseDesk.Answer.Done.class);
    }

    private void runUntil(BooleanSupplier isSo) throws InterruptedException {
        for (int second = 0; second < LONGEST_SECONDS; second++) {
            if (isSo.getAsBoolean()) {
                return;
            }
            controller.look();
            stage.second();
        }
        throw new AssertionError("not so within an hour: " + stage.file() + " " + incidents());
    }

    private void pass(int seconds) throws InterruptedException {
        for (int second = 0; second < seconds; second++) {
            controller.look();
            stage.second();
        }
    }

    private List<Incident> incidents() {
        return stage.desk().incidents().orElseThrow().list();
    }

    private Incident incident() {
        assertThat(incidents()).hasSize(1);
        return incidents().get(0);
    }

    private boolean isStanding(Class<? extends Standing> standing) {
        return !incidents().isEmpty() && standing.isInstance(incidents().get(0).standing());
    }

    private List<String> whats() {
        return incident().entries().stream()
                .map(entry -> entry.phase().spelling() + " " + entry.what())
                .toList();
    }

    @Nested
    class Breach {

        @BeforeEach
        void harm() {
            stage.grayFails = 0.05;
        }

        @Test
        @DisplayName("An incident goes through detection, analysis, response and review, each with who and what")
        void phases_areGoneThroughInTheirOrder() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Closed.class));

            assertThat(whats())
                    .containsExactly(
                            "detection found",
                            "analysis analysed",
                            "response rolling-back/publishing",
                            "response rolling-back/spreading",
                            "review recovered",
                            "review closed");
            assertThat(incident().entries())
                    .extracting(IncidentEntry::by)
                    .containsExactly(
                            "release controller a",
                            "release controller a",
                            "release r-1",
                            "release r-1",
                            "release controller a",
                            "release controller a");
        }

        @Test
        void whatIsKnownOfIt_isKept() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Closed.class));
            Incident incident = incident();
            long failures = incident.calls().gray().failures().calls();

            assertThat(incident.trigger()).isEqualTo(new Trigger.Calls(Signal.ERRORS));
            assertThat(incident.suspect()).isEqualTo(new Suspect.Nobody(3));
            assertThat(failures).isPositive();
            assertThat(incident.entries().get(0).text())
                    .contains(failures + " of ")
                    .contains("gray calls failed");
            assertThat(incident.foundMillis() - incident.origin().sinceMillis()).isBetween(10_000L, 40_000L);
            assertThat(incident.actedMillis().orElseThrow() - incident.foundMillis())
                    .isBetween(1L, 2_000L);
            assertThat(incident.recoveredMillis().orElseThrow() - incident.foundMillis())
                    .isBetween(1L, 5_000L);
        }

        @Test
        @DisplayName("It is closed by three healthy looks, and whoever runs the release stays till then")
        void closing_takesThreeLooks() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Reviewing.class));
            long recovered = incident().recoveredMillis().orElseThrow();
            pass(25);
            assertThat(isStanding(Standing.Reviewing.class)).isTrue();
            assertThat(controller.look()).isInstanceOf(Look.Reviewing.class);

            runUntil(() -> isStanding(Standing.Closed.class));

            IncidentEntry closed = incident().entries().get(5);
            assertThat(closed.atMillis() - recovered).isBetween(30_000L, 32_000L);
            assertThat(controller.look()).isInstanceOf(Look.Over.class);
        }

        @Test
        void people_areToldOfItsBeginningAndItsEnd() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Closed.class));

            assertThat(stage.told)
                    .filteredOn(line -> line.contains("incident"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "CRITICAL incident 1 of demo is open: failed calls; the 3 consumers do not"
                                                    + " differ beyond chance: it is in the lane, not at a caller"),
                            line -> assertThat(line).startsWith("INFO incident 1 of demo is over, and is watched"),
                            line -> assertThat(line).startsWith("INFO incident 1 of demo is closed"));
        }

        @Test
        @DisplayName("It opens again where somebody gives the lane a share that no release judges")
        void relapse_opensItAgain() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Reviewing.class));
            String rolledBack = stage.store.document;
            stage.store.document = rolledBack.replace("canary: 0%, stable: 100%", "canary: 10%, stable: 90%");
            runUntil(() -> isStanding(Standing.Responding.class));
            assertThat(incident().relapses()).isEqualTo(1);
            assertThat(stage.told).anyMatch(line -> line.startsWith("CRITICAL incident 1 of demo is open again"));
            assertThat(incident().recoveredMillis()).isEmpty();

            stage.store.document = rolledBack;
            runUntil(() -> isStanding(Standing.Closed.class));

            assertThat(whats()).endsWith("review recovered", "detection relapsed", "review recovered", "review closed");
        }

        @Test
        void nextRelease_getsAnIncidentOfItsOwn() throws InterruptedException {
            runUntil(() -> isStanding(Standing.Closed.class));
            start("r-2", Rehearsal.PLAN);
            runUntil(() -> incidents().size() == 2 && !incidents().get(1).isOpen());

            assertThat(incidents()).extracting(Incident::number).containsExactly(1, 2);
            assertThat(incidents().get(1).origin().release()).isEqualTo("r-2");
        }

        @Test
        @DisplayName("A Nacos that keeps no incidents holds no rollback up, and the incident is kept afterwards")
        void incidentsThatCannotBeKept_holdNothingUp() throws InterruptedException {
            boolean[] isBroken = {true};
            stage.store.beforeIncidents = () -> {
                if (isBroken[0]) {
                    throw Refusal.ofServer("disk full");
                }
            };
            runUntil(() -> stage.state().equals("rolled-back"));
            assertThat(stage.shares()).containsExactly(100, 0);

            isBroken[0] = false;
            runUntil(() -> isStanding(Standing.Closed.class));
        }
    }

    @Nested
    class Others {

        @Test
        @DisplayName("A pause for harm waits for an operator, whose order is among the responses")
        void pauseForHarm_isAnIncident() throws InterruptedException {
            Rehearsal other = new Rehearsal();
            other.grayFails = 0.05;
            other.desk().start("r-9", Rehearsal.PLAN + "onBreach: pause\n");
            ReleaseController alone = other.controller("b");
            for (int i = 0; i < 120; i++) {
                alone.look();
                other.second();
            }
            Incident paused = other.desk().incidents().orElseThrow().list().get(0);
            assertThat(paused.standing()).isEqualTo(new Standing.Responding());
            assertThat(paused.actedMillis()).hasValue(paused.foundMillis());

            other.desk().give(new Order(Order.Command.ROLLBACK, "ann"));
            for (int i = 0; i < 60; i++) {
                alone.look();
                other.second();
            }

            Incident closed = other.desk().incidents().orElseThrow().list().get(0);
            assertThat(closed.standing()).isEqualTo(new Standing.Closed());
            assertThat(closed.entries())
                    .filteredOn(entry -> entry.phase() == Phase.RESPONSE)
                    .extracting(IncidentEntry::text)
                    .contains("rolled back by ann");
        }

        @Test
        void rollbackForWantOfADecision_isAnIncident() throws InterruptedException {
            Rehearsal other = new Rehearsal();
            other.callsPerSecond = 0;
            other.desk().start("r-9", Rehearsal.PLAN + "onInconclusive: { hold: 1m, then: rollback }\n");
            ReleaseController alone = other.controller("b");
            for (int i = 0; i < 240; i++) {
                alone.look();
                other.second();
            }

            Incident incident = other.desk().incidents().orElseThrow().list().get(0);
            assertThat(incident.trigger()).isEqualTo(new Trigger.Undecided());
            assertThat(incident.entries().get(0).text()).startsWith("not decided in time: gray had no calls");
            assertThat(incident.isOpen()).isFalse();
        }

        @Test
        void goodRelease_andOperatorsRollback_areNone() throws InterruptedException {
            runUntil(() -> stage.state().equals("promoted"));
            start("r-2", Rehearsal.PLAN);
            runUntil(() -> stage.state().equals("running/judging"));
            stage.desk().give(new Order(Order.Command.ROLLBACK, "ann"));
            runUntil(() -> stage.state().equals("rolled-back"));

            assertThat(incidents()).isEmpty();
        }

        @ParameterizedTest(name = "seed {0}")
        @DisplayName("L3: whoever is killed at whatever request, harm is one incident, and it is closed")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void killedLeader_leavesOneIncident(long seed) throws InterruptedException {
            Random random = new Random(seed);
            stage.grayFails = 0.05;
            int[] left = {random.nextInt(60)};
            Runnable mayKill = () -> {
                if (--left[0] < 0) {
                    left[0] = 20 + random.nextInt(60);
                    throw new IllegalStateException("killed");
                }
            };
            ReleaseController running = stage.controller("p-0");
            for (int second = 0, process = 0; second < 240; second++) {
                stage.store.beforeRequest = mayKill;
                stage.store.afterChange = mayKill;
                try {
                    running.look();
                } catch (IllegalStateException killed) {
                    running = stage.controller("p-" + ++process);
                }
                stage.store.beforeRequest = () -> {};
                stage.store.afterChange = () -> {};
                stage.second();
            }

            assertThat(stage.state()).isEqualTo("rolled-back");
            assertThat(incident().isOpen()).isFalse();
            assertThat(whats()).contains("response rolling-back/publishing");
        }
    }

    @Nested
    class Figures {

        @Test
        @DisplayName("Three good releases and one bad one: three quarters, and the time till the bad one was over")
        void figures_areOfWhatBecameOfReleases() throws InterruptedException {
            runUntil(() -> stage.state().equals("promoted"));
            for (String id : List.of("r-2", "r-3", "r-4")) {
                String document = stage.store.document;
                stage.store.document = document.replace("canary: 100%, stable: 0%", "canary: 0%, stable: 100%");
                stage.second();
                stage.grayFails = id.equals("r-3") ? 0.05 : 0.001;
                start(id, Rehearsal.PLAN);
                runUntil(() -> stage.file().release().state().isFinal());
            }
            controller.look();

            DeploymentFigures figures = stage.desk().figures().orElseThrow();
            assertThat(figures.successRate()).hasValue(0.75);
            assertThat(figures.toService().count()).isEqualTo(3);
            assertThat(figures.toService().medianMillis()).isBetween(210_000L, 260_000L);
            assertThat(figures.toRecover().meanMillis()).isBetween(1_000.0, 5_000.0);
        }

        @Test
        void releaseThatNobodyNoted_isNotedByTheNextStart() throws InterruptedException {
            runUntil(() -> stage.state().equals("promoted")); // and no look after it
            assertThat(stage.desk().figures().orElseThrow().promoted()).isZero();

            start("r-2", Rehearsal.PLAN);

            assertThat(stage.desk().figures().orElseThrow().promoted()).isEqualTo(1);
        }
    }
}
