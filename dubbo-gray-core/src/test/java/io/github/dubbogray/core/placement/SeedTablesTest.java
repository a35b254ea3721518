package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the seed, row by row: which instances a request reaches. */
class SeedTablesTest {

    /** Two of v1, two of v2. */
    private static final String[] INSTANCES = {"version=v1", "version=v1", "version=v2,env=gray", "version=v2,env=gray"
    };

    @Nested
    @DisplayName("E3, E9, E10: x-gray-version=v2 goes to version=v2, no gray mark to version=v1")
    class MatchTable {

        private final Fleet<List<Integer>> fleet =
                Fleets.of(Documents.table("lanes:", "  stable: { labels: { version: v1 } }"), INSTANCES);

        @ParameterizedTest(name = "tag {0}: {1}")
        @CsvSource(
                nullValues = "none",
                value = {
                    "version=v2, placed on labels version=v2, 2, 3",
                    "none, placed on lane stable, 0, 1",
                    "version=v1, placed on labels version=v1, 0, 1",
                    "stable, placed on lane stable, 0, 1",
                    "default, placed on lane stable, 0, 1"
                })
        void tag_reachesItsRow(String tag, String placement, int first, int second) {
            Decision<List<Integer>> decision = fleet.place(tag, FakePresence.ALL);

            assertThat(decision.placement().describe()).isEqualTo(placement);
            assertThat(decision.instances()).isEqualTo(List.of(first, second));
        }

        @Test
        void versionThatDoesNotExist_fallsToVersion1() {
            assertThat(fleet.place("version=v7", FakePresence.ALL).placement().describe())
                    .isEqualTo("fell back from labels version=v7 to lane stable: "
                            + "labels version=v7 has fewer than 1 of 0 instances present");
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {10, 41})
        @DisplayName("E10: 10 000 calls without a mark, whoever is down: none on v2")
        void untaggedCalls_neverReachVersion2(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 10_000; i++) {
                FakePresence presence =
                        FakePresence.of(random.ints(random.nextInt(5), 0, 4).toArray());

                assertThat(fleet.place(null, presence).instances()).doesNotContain(2, 3);
            }
        }
    }

    @Nested
    @DisplayName("E41: without a tag the default route is stable")
    class DefaultRoute {

        @Test
        void noTagAndNoDocument_isTheStableTier() {
            Fleet<List<Integer>> fleet = Fleets.of(Table.withoutDocument("demo-provider"), INSTANCES);

            assertThat(fleet.place(null, FakePresence.ALL))
                    .isEqualTo(new Decision<>(new Placement.Placed(new Tier.OfLane("stable")), List.of(0, 1)));
        }
    }

    @Nested
    @DisplayName("E58: a request that no rule matches is default, on stable instances")
    class Unmatched {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                Documents.table(
                        "lanes: { canary-v2: { labels: { version: v2 } } }",
                        "rules: [{ id: gray-users, when: { attachment.user-id: [\"1001\"] }, to: canary-v2 }]",
                        "unmatched: stable"),
                INSTANCES);

        @ParameterizedTest(name = "user {0}: {1}")
        @CsvSource({"1001, placed on lane canary-v2, 2, 3", "1002, placed on lane stable, 0, 1"})
        void user_reachesItsRow(String user, String placement, int first, int second) {
            Decision<List<Integer>> decision = colorAndPlace(fleet, FakeRequest.with("user-id", user), () -> 0);

            assertThat(decision.placement().describe()).isEqualTo(placement);
            assertThat(decision.instances()).isEqualTo(List.of(first, second));
        }
    }

    @Nested
    @DisplayName("E60: v1.0 without a mark, canary-v2 with one: the mark decides, then the share")
    class MarkedAndUnmarked {

        private final String[] instances = {"version=v1.0", "version=canary-v2,tag=canary-v2"};

        @ParameterizedTest(name = "tag {0}: instance {1}")
        @CsvSource(
                nullValues = "none",
                value = {"canary-v2, 1", "none, 0", "stable, 0", "other, 0"})
        void tag_decides(String tag, int instance) {
            Fleet<List<Integer>> fleet = Fleets.of(Table.withoutDocument("demo-provider"), instances);

            assertThat(fleet.place(tag, FakePresence.ALL).instances()).isEqualTo(List.of(instance));
        }

        @Test
        @DisplayName("E60: registered weights 100 and 10 as shares, 90.91 % and 9.09 %")
        void share_dividesUnmarkedRequestsExactly() {
            Fleet<List<Integer>> fleet = Fleets.of(
                    Documents.table(
                            "lanes: { canary-v2: { labels: { tag: canary-v2 } } }",
                            "rules: [{ id: weights, to: { canary-v2: 9.09%, stable: 90.91% } }]"),
                    instances);
            int gray = 0;
            for (int bucket = 0; bucket < 10_000; bucket++) {
                int draw = bucket;
                gray += colorAndPlace(fleet, FakeRequest.PLAIN, () -> draw)
                        .instances()
                        .get(0);
            }

            assertThat(gray).isEqualTo(909);
        }
    }

    private static Decision<List<Integer>> colorAndPlace(
            Fleet<List<Integer>> fleet, Request request, IntSupplier draw) {
        Coloring coloring = fleet.color(request, draw);
        if (coloring instanceof Coloring.Claimed claimed) {
            return fleet.place(claimed.lane(), FakePresence.ALL);
        }
        return fleet.place(coloring instanceof Coloring.Pinned ? "stable" : null, FakePresence.ALL);
    }
}
