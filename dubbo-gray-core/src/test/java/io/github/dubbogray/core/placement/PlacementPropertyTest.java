package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.NaiveRouting.NaiveDocument;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveTag;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveWorld;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10 000 random documents, fleets and presences: what is chosen is what the clauses, written naively, choose. */
@DisplayName("R2, R4, I2, I3, I4, P1, P2, P3, P4, D2: chosen as the clauses say")
class PlacementPropertyTest {

    private static final int DOCUMENTS = 1_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void randomRequests_reachWhatTheNaiveFormChooses(long seed) {
        RandomRouting random = new RandomRouting(seed);
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            NaiveWorld world = random.world();
            Fleet<List<Integer>> fleet = Fleets.of(world);
            for (int call = 0; call < 4; call++) {
                FakePresence presence = random.presence(world.instances().size());
                NaiveTag tag = random.chance(50) ? random.tag() : color(random, world.documents(), fleet);

                String answer = verify(world, fleet, tag, presence);
                answers.merge(answer, 1, Integer::sum);
            }
        }
        assertThat(answers)
                .containsOnlyKeys(
                        "FellBack",
                        "FellBack near",
                        "FellBack unhealthy",
                        "Placed",
                        "Placed near",
                        "Placed unhealthy",
                        "Refused")
                .allSatisfy((answer, count) -> assertThat(count).as(answer).isGreaterThan(DOCUMENTS / 50));
    }

    /** Places, compares, and returns which kind of answer it was. */
    private static String verify(NaiveWorld world, Fleet<List<Integer>> fleet, NaiveTag tag, FakePresence presence) {
        Optional<List<Integer>> expected =
                NaiveRouting.place(world, tag, presence).map(List::copyOf);

        Decision<List<Integer>> decision = fleet.place(tag.text(), presence);

        assertThat(decision.instances())
                .as(() -> "tag " + tag + ", " + presence + ", " + world.instances() + ", caller " + world.caller()
                        + ",\n"
                        + world.documents().stream().map(RandomRouting::text).collect(Collectors.joining("---\n")))
                .isEqualTo(expected.orElse(List.of()));
        assertThat(decision.placement() instanceof Placement.Refused).isEqualTo(expected.isEmpty());
        return kind(decision.placement());
    }

    private static String kind(Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            return "Placed" + kind(placed.tier());
        }
        return placement instanceof Placement.FellBack fellBack ? "FellBack" + kind(fellBack.used()) : "Refused";
    }

    private static String kind(Tier tier) {
        if (tier instanceof Tier.WithUnhealthy) {
            return " unhealthy";
        }
        return tier instanceof Tier.Near ? " near" : "";
    }

    /** Colors an untagged request both ways and returns the tag it gets. */
    private static NaiveTag color(RandomRouting random, List<NaiveDocument> documents, Fleet<List<Integer>> fleet) {
        FakeRequest request =
                random.chance(20) ? FakeRequest.PLAIN : FakeRequest.with("user", Integer.toString(random.upTo(6)));
        int draw = random.upTo(10_000);

        Coloring coloring = fleet.color(request, () -> draw);

        String answer = coloring instanceof Coloring.Claimed claimed
                ? claimed.ruleId() + "/" + claimed.lane()
                : coloring instanceof Coloring.Pinned ? "pinned" : "open";
        assertThat(answer).isEqualTo(NaiveRouting.color(documents, request, draw));
        return switch (answer) {
            case "open" -> new NaiveTag(null, "", Map.of());
            case "pinned" -> new NaiveTag("stable", "", Map.of());
            default -> random.named(answer.substring(answer.indexOf('/') + 1));
        };
    }
}
