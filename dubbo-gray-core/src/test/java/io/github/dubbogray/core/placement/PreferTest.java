package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static io.github.dubbogray.core.document.Documents.tableOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P4: prefer keeps a request near its caller inside the chosen tier while enough capacity is there")
class PreferTest {

    private static final Tier CANARY = new Tier.OfLane("canary");
    private static final Tier STABLE = new Tier.OfLane("stable");
    private static final Labels SHANGHAI = Labels.of("region", "sh");

    /** Stable: 0 in Shanghai, 1 in Beijing. Canary: 2, 3 in Shanghai, 4, 5 in Beijing. */
    private static final String[] INSTANCES = {
        "region=sh",
        "region=bj",
        "version=v2,region=sh,zone=a",
        "version=v2,region=sh,zone=b",
        "version=v2,region=bj,zone=a",
        "version=v2,region=bj,zone=b"
    };

    @Nested
    class OneKey {

        private final Table table = table("prefer: [region]", "lanes: { canary: { labels: { version: v2 } } }");
        private final Fleet<List<Integer>> fleet = Fleets.seenFrom("region=sh,version=v9", table, INSTANCES);

        @Test
        void everyoneThere_staysInTheRegion() {
            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(new Tier.Near(CANARY, SHANGHAI)), List.of(2, 3)));
            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(new Tier.Near(STABLE, SHANGHAI)), List.of(0)));
        }

        @Test
        void placement_saysSo() {
            assertThat(fleet.place("canary", FakePresence.ALL).placement().describe())
                    .isEqualTo("placed on lane canary near region=sh");
            assertThat(fleet.place("canary", FakePresence.of(0, 1)).placement().describe())
                    .isEqualTo("fell back from lane canary to lane stable near region=sh: "
                            + "lane canary has fewer than 1 of 4 instances present");
        }

        @Test
        void nobodyNear_spillsToTheWholeTierAndReturns() {
            assertThat(fleet.place("canary", FakePresence.of(0, 1, 4)))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(2, 3, 4, 5)));
            assertThat(fleet.place("canary", FakePresence.of(0, 1, 3, 4)).instances())
                    .isEqualTo(List.of(2, 3));
        }

        @Test
        void nearButOfAnotherTier_isNotPreferred() {
            assertThat(fleet.place("canary", FakePresence.of(0, 5)).instances()).isEqualTo(List.of(2, 3, 4, 5));
        }

        @Test
        void nothingReachable_isNearByListing() {
            assertThat(fleet.place("canary", FakePresence.unreachable(2, 4)).instances())
                    .isEqualTo(List.of(2, 3));
        }

        @Test
        void labelTag_isKeptNearToo() {
            assertThat(fleet.place("version=v2", FakePresence.ALL).instances()).isEqualTo(List.of(2, 3));
            assertThat(fleet.place("region=bj", FakePresence.ALL).instances()).isEqualTo(List.of(1, 4, 5));
        }

        @ParameterizedTest(name = "caller {0}")
        @ValueSource(strings = {"", "zone=a", "region=gz"})
        void callerElsewhereOrWithoutTheLabel_getsTheWholeTier(String caller) {
            assertThat(Fleets.seenFrom(caller, table, INSTANCES)
                            .place("canary", FakePresence.ALL)
                            .instances())
                    .isEqualTo(List.of(2, 3, 4, 5));
        }

        @Test
        void tierThatIsAllNear_isTheTierItself() {
            Fleet<List<Integer>> local = Fleets.seenFrom("region=sh", table, "region=sh", "version=v2,region=sh");

            assertThat(local.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(CANARY), List.of(1)));
        }
    }

    @Nested
    class SeveralKeys {

        private final Table table = table("prefer: [region, zone]", "lanes: { canary: { labels: { version: v2 } } }");

        @ParameterizedTest(name = "present {0}, {1}: first instance {2}, last {3}")
        @CsvSource({"2, 3, 2, 2", "3, 4, 2, 3", "4, 5, 2, 5"})
        void lastKey_isDroppedFirst(int one, int other, int first, int last) {
            Fleet<List<Integer>> fleet = Fleets.seenFrom("region=sh,zone=a", table, INSTANCES);

            List<Integer> instances =
                    fleet.place("canary", FakePresence.of(one, other)).instances();

            assertThat(List.of(instances.get(0), instances.get(instances.size() - 1)))
                    .isEqualTo(List.of(first, last));
        }

        @Test
        void keyTheCallerLacks_isLeftOut() {
            Fleet<List<Integer>> fleet = Fleets.seenFrom("zone=b", table, INSTANCES);

            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.Placed(new Tier.Near(CANARY, Labels.of("zone", "b"))), List.of(3, 5)));
        }

        @Test
        void allKeys_areNamed() {
            Fleet<List<Integer>> fleet = Fleets.seenFrom("region=bj,zone=b", table, INSTANCES);

            assertThat(fleet.place("canary", FakePresence.ALL).placement())
                    .isEqualTo(new Placement.Placed(
                            new Tier.Near(CANARY, Labels.of(Map.of("region", "bj", "zone", "b")))));
        }
    }

    @Nested
    @DisplayName("P4: the part near the caller must have the lane's capacity, counted over the part")
    class NearCapacity {

        @ParameterizedTest(name = "minInstances {0}, minPercent {1}, {2} of 2 near present: stays {3}")
        @CsvSource({
            "1, 0, 1, true",
            "1, 0, 0, false",
            "2, 0, 2, true",
            "2, 0, 1, false",
            "3, 0, 2, false",
            "1, 50, 1, true",
            "1, 51, 1, false",
            "1, 75, 2, true",
            "1, 75, 1, false"
        })
        void presentNearInstances_decide(int minInstances, int minPercent, int present, boolean stays) {
            Fleet<List<Integer>> fleet = Fleets.seenFrom(
                    "region=sh",
                    table(
                            "prefer: [region]",
                            "lanes:",
                            "  canary:",
                            "    labels: { version: v2 }",
                            "    capacity: { minInstances: " + minInstances + ", minPercent: " + minPercent + " }"),
                    "version=v2,region=bj",
                    "version=v2,region=bj",
                    "version=v2,region=bj",
                    "version=v2,region=sh",
                    "version=v2,region=sh");

            assertThat(fleet.place("canary", FakePresence.all(3 + present)).instances())
                    .isEqualTo(stays ? List.of(3, 4) : List.of(0, 1, 2, 3, 4));
        }
    }

    @Nested
    class OtherClauses {

        @Test
        @DisplayName("D2, P4: a disabled document prefers nothing")
        void disabled_prefersNothing() {
            Fleet<List<Integer>> fleet = Fleets.seenFrom(
                    "region=sh", table("enabled: false", "prefer: [region]"), INSTANCES[0], INSTANCES[1]);

            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(STABLE), List.of(0, 1)));
        }

        @Test
        @DisplayName("P2, P4: nearness never leads an untagged request to a gray instance")
        void untagged_staysStable() {
            Fleet<List<Integer>> fleet =
                    Fleets.seenFrom("region=sh", table("prefer: [region]"), "region=bj", "env=gray,region=sh");

            assertThat(fleet.place(null, FakePresence.ALL).instances()).isEqualTo(List.of(0));
        }

        @Test
        @DisplayName("I4, P4: each application's document says what is near among its own instances")
        void severalApplications_preferEachForItself() {
            Fleet<List<Integer>> fleet = Fleet.of(
                    Fleets.join(
                            Fleets.instances("order", "region=sh", "region=bj"),
                            Fleets.instances("pay", "region=sh", "region=bj")),
                    SHANGHAI,
                    name -> name.equals("pay") ? tableOf("pay", "prefer: [region]") : tableOf("order"),
                    Fleets::positions);

            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.Placed(new Tier.Several(List.of(STABLE, new Tier.Near(STABLE, SHANGHAI)))),
                            List.of(0, 1, 2)));
            assertThat(fleet.place(null, FakePresence.ALL).placement().describe())
                    .isEqualTo("placed on lane stable and lane stable near region=sh");
        }
    }

    @Nested
    @DisplayName("P1: a label tag that has come down to stable goes on as a request without a tag does")
    class LabelTagsBeyondStable {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table("lanes:", "  stable: { fallback: [canary] }", "  canary: { labels: { version: v2 } }"),
                "version=v1",
                "version=v2",
                "zone=a");

        @ParameterizedTest(name = "tag {0}")
        @ValueSource(strings = {"zone=b", "nobody"})
        void stableDown_goesToItsFallback(String tag) {
            assertThat(fleet.place(tag, FakePresence.of(1)).instances()).isEqualTo(List.of(1));
        }

        @Test
        void stableThere_serves() {
            assertThat(fleet.place("zone=b", FakePresence.of(0, 1)).instances()).isEqualTo(List.of(0, 2));
        }

        @Test
        @DisplayName("P2, P3: without lanes.stable.fallback a label tag ends in stable")
        void noStableFallback_isARefusal() {
            Fleet<List<Integer>> strict =
                    Fleets.of(table("lanes: { canary: { labels: { version: v2 } } }"), "version=v1", "version=v2");

            assertThat(strict.place("zone=b", FakePresence.of(1)).placement()).isInstanceOf(Placement.Refused.class);
        }
    }

    @Nested
    @DisplayName("I4, D2: tiers of several applications that serve together are all named")
    class SeveralTiers {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                Fleets.join(Fleets.instances("archive", ""), Fleets.instances("order", "version=v1", "version=v2")),
                tableOf("archive", "enabled: false"),
                tableOf("order", "lanes: { canary: { labels: { version: v2 } } }"));

        @Test
        void disabledApplication_servesBesideTheLane() {
            assertThat(fleet.place("canary", FakePresence.ALL))
                    .isEqualTo(new Decision<>(
                            new Placement.Placed(new Tier.Several(List.of(STABLE, CANARY))), List.of(0, 2)));
        }

        @Test
        void fallbacks_areNamedTogether() {
            Fleet<List<Integer>> both = Fleets.of(
                    Fleets.join(
                            Fleets.instances("a", "version=v2", "version=v3"),
                            Fleets.instances("b", "version=v1", "version=v2")),
                    tableOf(
                            "a",
                            "lanes:",
                            "  canary: { labels: { version: v2 }, fallback: [beta] }",
                            "  beta: { labels: { version: v3 } }"),
                    tableOf("b", "lanes: { canary: { labels: { version: v2 } } }"));

            assertThat(both.place("canary", FakePresence.of(1, 2)).placement().describe())
                    .isEqualTo("fell back from lane canary to lane beta and lane stable: "
                            + "lane canary has fewer than 1 of 1 instances present");
            assertThat(both.place("canary", FakePresence.of()).placement().on(STABLE))
                    .isInstanceOf(Placement.Refused.class);
        }
    }
}
