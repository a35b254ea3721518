package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static io.github.dubbogray.core.document.Documents.tableOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("P5: tripped lanes and ejected instances count as absent")
class AbsenceTest {

    private static final Tier CANARY = new Tier.OfLane("canary");
    private static final Tier BETA = new Tier.OfLane("beta");
    private static final Tier STABLE = new Tier.OfLane("stable");
    private static final Admission EVERYWHERE = (application, lane) -> true;

    private static final Table TABLE = table(
            "lanes:",
            "  canary: { labels: { version: v2 } }",
            "  strict: { labels: { version: v2 }, fallback: [] }",
            "  beta: { labels: { version: v3 }, fallback: [canary, stable] }");

    /** Stable: 0, 1. Canary: 2, 3, 4. Beta: 5. */
    private static final String[] INSTANCES = {"", "", "version=v2", "version=v2", "version=v2", "version=v3"};

    private static Fleet<List<Integer>> fleet(Table table, Absence absence) {
        return Fleet.of(
                Fleets.instances(table.application(), INSTANCES),
                Labels.NONE,
                name -> table,
                absence,
                Fleets::positions);
    }

    private static Fleet<List<Integer>> fleet(Absence absence) {
        return fleet(TABLE, absence);
    }

    @Nested
    class Ejected {

        @Test
        @DisplayName("P5: an ejected instance leaves the candidates of its lane, and of no other")
        void oneOfThree_getsNothingInItsLane() {
            Fleet<List<Integer>> fleet = fleet(FakeAbsence.ejected("canary", 3));

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(2, 4)));
            assertThat(fleet.place("strict", FakePresence.ALL).instances()).isEqualTo(List.of(2, 3, 4));
        }

        @Test
        @DisplayName("P5, P2: an ejected stable instance gets no request without a tag")
        void oneOfStable_getsNothing() {
            assertThat(fleet(FakeAbsence.ejected("stable", 0))
                            .place(null, FakePresence.ALL)
                            .instances())
                    .isEqualTo(List.of(1));
        }

        @Test
        @DisplayName("P5, P1: capacity.minPercent counts an ejected instance as registered and absent")
        void belowMinPercent_fallsBackAndSaysWhy() {
            Table most = table("lanes: { canary: { labels: { version: v2 }, capacity: { minPercent: 100 } } }");

            assertThat(fleet(most, FakeAbsence.ejected("canary", 3)).place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.FellBack(
                                    CANARY, STABLE, "lane canary has fewer than 3 of 3 instances present, 1 ejected"),
                            List.of(0, 1, 5)));
        }

        @Test
        @DisplayName("P5, P3: a refusal counts who is ejected apart from who was taken out")
        void restIsAway_isARefusalWithCounts() {
            List<Instance> instances = new ArrayList<>(Fleets.instances(TABLE.application(), INSTANCES));
            instances.set(2, new Instance(TABLE.application(), Labels.of("version", "v2"), Standing.OUT));
            Fleet<List<Integer>> fleet = Fleet.of(
                    instances, Labels.NONE, name -> TABLE, FakeAbsence.ejected("strict", 2, 3), Fleets::positions);

            assertThat(fleet.place("strict", FakePresence.of(0, 2, 3)).placement())
                    .isEqualTo(new Placement.Refused(
                            TABLE.application(),
                            "strict",
                            List.of(new Placement.Tried(
                                    new Tier.OfLane("strict"), 1, new Headcount(3, 1, 0, 0, 0, 1)))))
                    .extracting(Placement::describe)
                    .isEqualTo("no instance of demo-provider may serve tag 'strict': "
                            + "lane strict has 0 of 3 instances present, 1 taken out, 1 ejected, needs 1");
        }

        @Test
        @DisplayName("P5: an ejected instance does not serve where unhealthy ones do")
        void restUnhealthy_servesWithoutTheEjectedOne() {
            List<Instance> instances = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                instances.add(new Instance(TABLE.application(), Labels.of("version", "v2"), Standing.UNHEALTHY));
            }
            Fleet<List<Integer>> fleet = Fleet.of(
                    instances, Labels.NONE, name -> TABLE, FakeAbsence.ejected("canary", 1), Fleets::positions);

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(new Tier.WithUnhealthy(CANARY)), List.of(0, 2)));
        }

        @Test
        @DisplayName("P5: an ejected instance does not serve where no connection is asked for any more")
        void nobodyReachable_listsNoEjectedOne() {
            assertThat(fleet(FakeAbsence.ejected("canary", 3))
                            .place("canary", FakePresence.unreachable(2, 3, 4))
                            .instances())
                    .isEqualTo(List.of(2, 4));
        }

        @Test
        @DisplayName("P5, P4: a region whose instances are ejected spills")
        void nearOneEjected_spills() {
            Table near = table("prefer: [region]", "lanes: { canary: { labels: { version: v2 } } }");
            List<Instance> instances =
                    Fleets.instances(near.application(), "version=v2,region=sh", "version=v2,region=bj");
            Labels caller = Labels.of("region", "sh");

            assertThat(Fleet.of(instances, caller, name -> near, Absence.NONE, Fleets::positions)
                            .place("canary", FakePresence.ALL)
                            .instances())
                    .isEqualTo(List.of(0));
            assertThat(Fleet.of(instances, caller, name -> near, FakeAbsence.ejected("canary", 0), Fleets::positions)
                            .place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(1)));
        }

        @Test
        @DisplayName("P5, I3: labels choose nobody who is ejected from a lane")
        void chosenByLabels_isAbsentToo() {
            Fleet<List<Integer>> fleet = fleet(FakeAbsence.ejected("canary", 3).and("beta", 5));

            assertThat(fleet.place("version=v2", FakePresence.ALL).instances()).isEqualTo(List.of(2, 4));
            assertThat(fleet.place("version=v3", FakePresence.ALL).placement())
                    .isEqualTo(new Placement.FellBack(
                            new Tier.OfLabels(Labels.of("version", "v3")),
                            STABLE,
                            "labels version=v3 has fewer than 1 of 1 instances present, 1 ejected"));
        }
    }

    @Nested
    class Tripped {

        private final Fleet<List<Integer>> fleet = fleet(FakeAbsence.TRIPPED);

        @Test
        @DisplayName("P5: a tripped lane falls back, and the reason is the trip")
        void trippedLane_fallsBackAndNamesTheTrip() {
            Decision<List<Integer>> decision = fleet.place("canary", EVERYWHERE, FakePresence.ALL);

            assertThat(decision)
                    .isEqualTo(new Decision<>(new Placement.FellBack(CANARY, STABLE, FakeAbsence.TRIP), List.of(0, 1)));
            assertThat(decision.placement().describe())
                    .isEqualTo("fell back from lane canary to lane stable: lane canary is tripped since 12:03:07: "
                            + "24 of 40 failed within 1s, stable 1 of 300");
        }

        @Test
        @DisplayName("P5, P3: a strict lane that is tripped refuses, and the refusal names the trip")
        void strictLane_isARefusalThatNamesTheTrip() {
            Fleet<List<Integer>> strict =
                    fleet(new FakeAbsence(Map.of("strict", FakeAbsence.TRIPPED.of("demo-provider", "canary"))));

            assertThat(strict.place("strict", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    "demo-provider",
                                    "strict",
                                    List.of(new Placement.Tried(
                                            new Tier.OfLane("strict"),
                                            1,
                                            new Headcount(3, 0, 0, 0, 0, 3),
                                            FakeAbsence.TRIP))),
                            List.of()))
                    .extracting(decision -> decision.placement().describe())
                    .isEqualTo("no instance of demo-provider may serve tag 'strict': " + FakeAbsence.TRIP);
        }

        @Test
        @DisplayName("P5, P1: a tripped lane is passed over as a fallback of others")
        void fallbackToIt_goesOnToTheNext() {
            assertThat(fleet.place("beta", FakePresence.of(0, 1, 2, 3, 4)))
                    .isEqualTo(new Decision<>(
                            new Placement.FellBack(
                                    BETA,
                                    STABLE,
                                    "lane beta has fewer than 1 of 1 instances present, " + FakeAbsence.TRIP),
                            List.of(0, 1)));
        }

        @Test
        @DisplayName("P5: a tripped lane does not serve rather than nobody")
        void nobodyElse_isARefusal() {
            assertThat(fleet.place("canary", FakePresence.of(2, 3, 4))
                            .placement()
                            .describe())
                    .isEqualTo("no instance of demo-provider may serve tag 'canary': " + FakeAbsence.TRIP
                            + "; lane stable has 0 of 2 instances present, needs 1");
        }

        @Test
        @DisplayName("P5, I3: labels choose nobody of a tripped lane, and the reason is the trip")
        void chosenByLabels_isAbsentToo() {
            assertThat(fleet.place("version=v2", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.FellBack(
                                    new Tier.OfLabels(Labels.of("version", "v2")),
                                    STABLE,
                                    "labels version=v2 has fewer than 1 of 3 instances present, 3 ejected, as "
                                            + FakeAbsence.TRIP),
                            List.of(0, 1)));
            assertThat(fleet.place("version=v3", FakePresence.ALL).instances()).isEqualTo(List.of(5));
        }

        @Test
        @DisplayName("P5, I4: of several applications the one whose lane is not tripped serves")
        void otherApplication_serves() {
            Table a = tableOf("a", "lanes: { canary: { labels: { version: v2 } } }");
            Table b = tableOf("b", "lanes: { canary: { labels: { version: v2 } } }");
            Absence absence = (application, lane) ->
                    application.equals("a") ? FakeAbsence.TRIPPED.of(application, lane) : Absence.OfLane.NONE;
            Fleet<List<Integer>> shared = Fleet.of(
                    Fleets.join(Fleets.instances("a", "version=v2", ""), Fleets.instances("b", "version=v2")),
                    Labels.NONE,
                    Map.of("a", a, "b", b)::get,
                    absence,
                    Fleets::positions);

            assertThat(shared.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(2)));
        }

        @Test
        @DisplayName("P5, P3: a trace names the trip")
        void trace_namesTheTrip() {
            assertThat(fleet.trace("canary", FakePresence.ALL).tiers())
                    .containsExactly(
                            new TierStep(
                                    "demo-provider",
                                    CANARY,
                                    1,
                                    new Headcount(3, 0, 0, 0, 0, 3),
                                    TierStep.Outcome.TOO_FEW,
                                    FakeAbsence.TRIP),
                            new TierStep(
                                    "demo-provider", STABLE, 1, new Headcount(2, 0, 2, 0, 2), TierStep.Outcome.SERVES));
        }
    }

    @Nested
    class Returning {

        private final Fleet<List<Integer>> fleet = fleet(FakeAbsence.returning(4));

        @Test
        @DisplayName("P5, H4: who is admitted gets the lane, without its ejected instances")
        void admitted_isPlacedOnTheLane() {
            assertThat(fleet.place("canary", EVERYWHERE, FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(2, 3)));
        }

        @Test
        @DisplayName("P5, H4: who is not admitted falls back, and the reason is the return")
        void notAdmitted_fallsBack() {
            Decision<List<Integer>> elsewhere =
                    new Decision<>(new Placement.FellBack(CANARY, STABLE, FakeAbsence.RETURN), List.of(0, 1));

            assertThat(fleet.place("canary", (application, lane) -> false, FakePresence.ALL))
                    .isEqualTo(elsewhere);
            assertThat(fleet.place("canary", FakePresence.ALL)).isEqualTo(elsewhere);
        }

        @Test
        @DisplayName("P5, P1: as a fallback of others, and by labels, it is absent until it is back")
        void fallbackToIt_goesOnToTheNext() {
            assertThat(fleet.place("beta", EVERYWHERE, FakePresence.of(0, 1, 2, 3))
                            .instances())
                    .isEqualTo(List.of(0, 1));
            assertThat(fleet.place("version=v2", EVERYWHERE, FakePresence.ALL).instances())
                    .isEqualTo(List.of(0, 1));
        }

        @Test
        @DisplayName("P5, P1: who is admitted falls back by counts, as from any lane")
        void admittedButNobodyPresent_fallsBackByCounts() {
            assertThat(fleet.place("canary", EVERYWHERE, FakePresence.of(0, 1)).placement())
                    .isEqualTo(new Placement.FellBack(
                            CANARY, STABLE, "lane canary has fewer than 1 of 3 instances present, 1 ejected"));
        }

        @Test
        @DisplayName("P5, H4: admission uses up probes, so it is asked once, and only of the wanted lane")
        void admission_isAskedOnceAndOfTheWantedLaneOnly() {
            List<String> asked = new ArrayList<>();
            Admission counting = (application, lane) -> asked.add(application + " " + lane);

            fleet.place("beta", counting, FakePresence.of(0));
            fleet.place("stable", counting, FakePresence.ALL);
            fleet.place("version=v2", counting, FakePresence.ALL);
            fleet.place(null, counting, FakePresence.ALL);
            fleet(FakeAbsence.TRIPPED).place("canary", counting, FakePresence.ALL);
            assertThat(asked).isEmpty();

            fleet.place("canary", counting, FakePresence.ALL);
            assertThat(asked).containsExactly("demo-provider canary");

            fleet.trace("canary", counting, FakePresence.ALL);
            assertThat(asked).hasSize(2);
        }
    }

    @Nested
    class NobodyOut {

        @Test
        @DisplayName("H5: where nobody is out, placements are the ones without health")
        void watchedButWell_isAsWithout() {
            Fleet<List<Integer>> watched = fleet(FakeAbsence.ejected("canary"));
            Fleet<List<Integer>> without = fleet(Absence.NONE);

            for (String tag : List.of("canary", "strict", "beta", "stable", "version=v2")) {
                assertThat(watched.trace(tag, FakePresence.of(0, 2)))
                        .as(tag)
                        .isEqualTo(without.trace(tag, FakePresence.of(0, 2)));
            }
        }

        @Test
        void partWithoutReason_isRefused() {
            assertThatThrownBy(() -> new Absence.OfLane(instance -> false, Absence.Intake.NONE, ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a lane that takes NONE has the reason ''");
        }
    }
}
