package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("I1, P1: what the registry says of health and weight decides who counts")
class StandingTest {

    private static final Tier CANARY = new Tier.OfLane("canary");
    private static final Tier STABLE = new Tier.OfLane("stable");
    private static final Table TABLE = table("lanes: { canary: { labels: { version: v2 } } }");

    /** Stable: 0, 1. Canary: 2, 3, 4. */
    private static Fleet<List<Integer>> fleet(Table table, Standing... standings) {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < standings.length; i++) {
            instances.add(
                    new Instance(table.application(), i < 2 ? Labels.NONE : Labels.of("version", "v2"), standings[i]));
        }
        return Fleet.of(instances, name -> table, Fleets::positions);
    }

    private static Fleet<List<Integer>> canary(Standing... standings) {
        List<Standing> all = new ArrayList<>(List.of(Standing.SERVING, Standing.SERVING));
        all.addAll(List.of(standings));
        return fleet(TABLE, all.toArray(Standing[]::new));
    }

    @Nested
    class Unhealthy {

        @Test
        void oneOfThree_leavesTheCandidates() {
            Fleet<List<Integer>> fleet = canary(Standing.SERVING, Standing.UNHEALTHY, Standing.SERVING);

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(2, 4)));
        }

        @Test
        void wholeLane_fallsBackToHealthyOnes() {
            Fleet<List<Integer>> fleet = canary(Standing.UNHEALTHY, Standing.UNHEALTHY, Standing.UNHEALTHY);

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.FellBack(
                                    CANARY, STABLE, "lane canary has fewer than 1 of 3 instances present and healthy"),
                            List.of(0, 1)));
        }

        @Test
        @DisplayName("Nobody is healthy: the unhealthy ones of the wanted lane serve, and the placement says so")
        void everybody_servesRatherThanNobody() {
            Fleet<List<Integer>> fleet =
                    fleet(TABLE, Standing.UNHEALTHY, Standing.UNHEALTHY, Standing.UNHEALTHY, Standing.UNHEALTHY);

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(new Tier.WithUnhealthy(CANARY)), List.of(2, 3)));
            assertThat(fleet.place(null, FakePresence.ALL).placement().describe())
                    .isEqualTo("placed on lane stable, unhealthy instances included");
        }

        @Test
        @DisplayName("P2: unhealthy stable instances do not let an untagged request reach a gray one")
        void unhealthyStable_staysStable() {
            Fleet<List<Integer>> fleet =
                    fleet(TABLE, Standing.UNHEALTHY, Standing.UNHEALTHY, Standing.SERVING, Standing.SERVING);

            assertThat(fleet.place(null, FakePresence.ALL).instances()).isEqualTo(List.of(0, 1));
        }

        @Test
        @DisplayName("A connection counts more than health: a healthy instance without one does not hold a call")
        void healthyOnesUnreachable_unhealthyOnesServe() {
            Fleet<List<Integer>> fleet = fleet(TABLE, Standing.SERVING, Standing.UNHEALTHY);

            assertThat(fleet.place(null, FakePresence.of(1).andUnreachable(0)).instances())
                    .isEqualTo(List.of(0, 1));
        }

        @Test
        void capacity_isAskedOfHealthyOnesFirst() {
            Table half = table("lanes: { canary: { labels: { version: v2 }, capacity: { minPercent: 60 } } }");
            Fleet<List<Integer>> fleet = fleet(
                    half, Standing.SERVING, Standing.SERVING, Standing.SERVING, Standing.UNHEALTHY, Standing.UNHEALTHY);

            assertThat(fleet.place("canary", FakePresence.ALL).instances()).isEqualTo(List.of(0, 1));
        }

        @Test
        @DisplayName("P4: a region without healthy instances spills")
        void nearOnesUnhealthy_spill() {
            Table near = table("prefer: [region]");
            List<Instance> instances = List.of(
                    new Instance(near.application(), Labels.of("region", "sh"), Standing.UNHEALTHY),
                    new Instance(near.application(), Labels.of("region", "bj")));
            Fleet<List<Integer>> fleet =
                    Fleet.of(instances, Labels.of("region", "sh"), name -> near, Fleets::positions);

            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(STABLE), List.of(1)));
        }

        @Test
        @DisplayName("I4: an application that has healthy instances serves before one that has none")
        void otherApplicationHealthy_servesAlone() {
            List<Instance> instances =
                    List.of(new Instance("a", Labels.NONE, Standing.UNHEALTHY), new Instance("b", Labels.NONE));
            Fleet<List<Integer>> fleet = Fleets.of(instances);

            assertThat(fleet.place(null, FakePresence.ALL).instances()).isEqualTo(List.of(1));
            assertThat(fleet.place(null, FakePresence.of(0)).instances()).isEqualTo(List.of(0));
        }
    }

    @Nested
    class Out {

        @Test
        void oneOfThree_getsNothing() {
            Fleet<List<Integer>> fleet = canary(Standing.OUT, Standing.SERVING, Standing.SERVING);

            assertThat(fleet.place("canary", FakePresence.ALL).instances()).isEqualTo(List.of(3, 4));
        }

        @Test
        void wholeLane_fallsBack() {
            Fleet<List<Integer>> fleet = canary(Standing.OUT, Standing.OUT, Standing.OUT);

            assertThat(fleet.place("canary", FakePresence.ALL).instances()).isEqualTo(List.of(0, 1));
        }

        @Test
        @DisplayName("P3: everybody taken out is a refusal that says so, never a call")
        void everybody_isARefusal() {
            Fleet<List<Integer>> fleet = fleet(TABLE, Standing.OUT, Standing.OUT);

            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    TABLE.application(),
                                    "",
                                    List.of(new Placement.Tried(STABLE, 1, new Headcount(2, 2, 0, 0, 0)))),
                            List.of()));
            assertThat(fleet.place(null, FakePresence.ALL).placement().describe())
                    .isEqualTo("no instance of demo-provider may serve a request without a tag: "
                            + "lane stable has 0 of 2 instances present, 2 taken out, needs 1");
        }

        @Test
        @DisplayName("Unhealthy ones serve before those that were taken out")
        void restUnhealthy_serves() {
            Fleet<List<Integer>> fleet = fleet(TABLE, Standing.OUT, Standing.UNHEALTHY);

            assertThat(fleet.place(null, FakePresence.ALL).instances()).isEqualTo(List.of(1));
        }
    }

    @Nested
    class TraceOfTiers {

        @Test
        void counts_sayWhoIsUnhealthyAndWhoIsOut() {
            Fleet<List<Integer>> fleet = canary(Standing.UNHEALTHY, Standing.OUT, Standing.SERVING);

            Trace trace = fleet.trace("canary", FakePresence.of(0, 1, 2, 3).andUnreachable(4));

            assertThat(trace.tiers())
                    .first()
                    .isEqualTo(new TierStep(
                            TABLE.application(), CANARY, 1, new Headcount(3, 1, 2, 1, 1), TierStep.Outcome.TOO_FEW));
            assertThat(trace.instances()).isEqualTo(List.of(0, 1));
        }
    }

    @Test
    void instance_servesUnlessSaidOtherwise() {
        assertThat(new Instance("a", Labels.of(Map.of())).standing()).isEqualTo(Standing.SERVING);
    }
}
