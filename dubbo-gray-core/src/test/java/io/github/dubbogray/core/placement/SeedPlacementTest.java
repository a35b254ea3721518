package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.NaiveRouting.NaiveInstance;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveTag;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveWorld;
import io.github.dubbogray.core.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seed says of placement: matching by label sets, strict isolation, the order of falling back. */
class SeedPlacementTest {

    @Nested
    @DisplayName("E43, I3: a set of labels filters instances as a plain filter does")
    class LabelSets {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {43, 143, 243})
        void pairs_areThePlainFilter(long seed) {
            RandomRouting random = new RandomRouting(seed);
            int found = 0;
            for (int i = 0; i < 4_000; i++) {
                NaiveWorld world = random.world();
                NaiveTag tag = random.tag();
                List<String> labels = world.instances().stream()
                        .map(instance -> instance.labels().entrySet().stream()
                                .map(Map.Entry::toString)
                                .reduce((a, b) -> a + "," + b)
                                .orElse(""))
                        .toList();
                Fleet<List<Integer>> fleet =
                        Fleets.of(Table.withoutDocument("demo-provider"), labels.toArray(String[]::new));
                List<Integer> expected = filtered(world.instances(), tag.pairs());
                if (tag.pairs().isEmpty() || expected.isEmpty()) {
                    continue;
                }
                found++;

                Decision<List<Integer>> decision = fleet.place(tag.text(), FakePresence.ALL);

                assertThat(decision.placement()).isInstanceOf(Placement.Placed.class);
                assertThat(decision.instances()).as(tag + " of " + labels).isEqualTo(expected);
            }
            assertThat(found).isGreaterThan(100);
        }

        private List<Integer> filtered(List<NaiveInstance> instances, Map<String, String> wanted) {
            return IntStream.range(0, instances.size())
                    .filter(i -> wanted.entrySet().stream()
                            .allMatch(pair -> pair.getValue()
                                    .equals(instances.get(i).labels().get(pair.getKey()))))
                    .boxed()
                    .toList();
        }
    }

    @Nested
    @DisplayName("E61, P3: strict isolation, the same mark or nobody")
    class Strict {

        private static final String[] INSTANCES = {
            "version=v1", "version=v1", "version=v2,env=gray", "version=v2,env=gray", "env=gray"
        };

        private final Fleet<List<Integer>> fleet = Fleets.seenFrom(
                "region=sh",
                table("lanes: { canary: { labels: { version: v2 }, fallback: [] } }", "prefer: [region]"),
                INSTANCES);

        @ParameterizedTest(name = "tag {0}: only instances {1}")
        @CsvSource(
                nullValues = "none",
                value = {"canary, 2 3", "none, 0 1", "stable, 0 1"})
        void everyPresence_keepsToItsOwn(String tag, String own) {
            List<Integer> members =
                    Arrays.stream(own.split(" ")).map(Integer::valueOf).toList();
            for (int bits = 0; bits < 1 << INSTANCES.length; bits++) {
                int listed = bits;
                for (int reachable = listed; ; reachable = (reachable - 1) & listed) {
                    FakePresence presence =
                            FakePresence.of(positions(reachable)).andUnreachable(positions(listed));
                    boolean isAnyoneListed = members.stream().anyMatch(i -> (listed >> i & 1) == 1);

                    Decision<List<Integer>> decision = fleet.place(tag, presence);

                    assertThat(decision.instances()).isEqualTo(isAnyoneListed ? members : List.of());
                    assertThat(decision.placement() instanceof Placement.Refused)
                            .isEqualTo(!isAnyoneListed);
                    if (reachable == 0) {
                        break;
                    }
                }
            }
        }

        private int[] positions(int bits) {
            return IntStream.range(0, INSTANCES.length)
                    .filter(i -> (bits >> i & 1) == 1)
                    .toArray();
        }
    }

    @Nested
    @DisplayName("E51, P1: match, then candidates; nobody there, then down the list, stable last")
    class FallbackOrder {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table(
                        "lanes:",
                        "  canary: { labels: { version: v3 }, fallback: [beta, dev, stable] }",
                        "  beta: { labels: { version: v2 }, fallback: [] }",
                        "  dev: { labels: { env: dev }, fallback: [] }"),
                "version=v1",
                "version=v3",
                "version=v2",
                "env=dev");

        @ParameterizedTest(name = "present {0}: {1}, instance {2}")
        @CsvSource({
            "0 1 2 3, placed on lane canary, 1",
            "0 2 3, fell back from lane canary to lane beta, 2",
            "0 3, fell back from lane canary to lane dev, 3",
            "0, fell back from lane canary to lane stable, 0"
        })
        void wantedThenFallbacks_inOrder(String present, String placement, int instance) {
            FakePresence presence = FakePresence.of(Arrays.stream(present.split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray());

            Decision<List<Integer>> decision = fleet.place("canary", presence);

            assertThat(decision.placement().describe()).startsWith(placement);
            assertThat(decision.instances()).isEqualTo(List.of(instance));
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {51, 151})
        void everyTier_isTheFirstThatCanServe(long seed) {
            RandomRouting random = new RandomRouting(seed);
            for (int i = 0; i < 2_000; i++) {
                FakePresence presence = random.presence(4);
                List<TierStep> tiers = fleet.trace("canary", presence).tiers();
                int serving = tiers.stream().map(TierStep::outcome).toList().indexOf(TierStep.Outcome.SERVES);

                assertThat(tiers.subList(0, Math.max(serving, 0)))
                        .allMatch(step -> step.outcome() == TierStep.Outcome.TOO_FEW);
                assertThat(tiers.subList(serving + 1, tiers.size()))
                        .allMatch(step -> step.outcome()
                                == (serving < 0 ? TierStep.Outcome.TOO_FEW : TierStep.Outcome.NOT_NEEDED));
            }
        }
    }
}
