package io.github.dubbogray.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.FakePresence;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Fleets;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveWorld;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.RandomRouting;
import io.github.dubbogray.core.placement.TierStep;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10 000 random documents, requests and instances: an explanation says what routing does. */
class ExplanationPropertyTest {

    private static final int WORLDS = 1_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {201, 202, 203, 204, 205, 206, 207, 208, 209, 210})
    void explanation_isWhatRoutingDoes(long seed) {
        RandomRouting random = new RandomRouting(seed);
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < WORLDS; i++) {
            NaiveWorld world = random.world();
            Fleet<List<Integer>> fleet = Fleets.of(world);
            FakePresence presence = random.presence(world.instances().size());
            Question question = new Question(
                    request(random), random.chance(40) ? random.tag().text() : null, random.upTo(10_000));

            Explanation explanation = Explanation.of(fleet, question, presence, Integer::toString);

            answers.merge(verifyTag(fleet, question, explanation), 1, Integer::sum);
            verifyPlacement(fleet, presence, explanation);
        }
        assertThat(answers)
                .containsOnlyKeys("Carried", "Claimed", "Malformed", "Open", "Pinned")
                .allSatisfy((answer, count) -> assertThat(count).as(answer).isGreaterThan(WORLDS / 50));
    }

    private static Request request(RandomRouting random) {
        return random.chance(20) ? FakeRequest.PLAIN : FakeRequest.with("user", Integer.toString(random.upTo(6)));
    }

    private static String verifyTag(Fleet<?> fleet, Question question, Explanation explanation) {
        if (explanation.origin() instanceof TagOrigin.Carried carried) {
            assertThat(carried.text()).isEqualTo(question.tag());
            return "Carried";
        }
        TagOrigin.Colored colored = explanation.origin() instanceof TagOrigin.Malformed malformed
                ? malformed.instead()
                : (TagOrigin.Colored) explanation.origin();
        Coloring coloring = fleet.color(question.request(), question::draw);

        assertThat(colored.coloring()).isEqualTo(coloring);
        assertThat(explanation.origin().rules())
                .hasSize(fleet.tables().stream()
                        .mapToInt(table -> table.rules().list().size())
                        .sum())
                .filteredOn(RuleStep.Claimed.class::isInstance)
                .hasSize(coloring instanceof Coloring.Claimed ? 1 : 0)
                .allSatisfy(step -> {
                    RuleStep.Claimed claimed = (RuleStep.Claimed) step;
                    assertThat(new Coloring.Claimed(claimed.rule(), claimed.lane(), claimed.carry()))
                            .isEqualTo(coloring);
                });
        return explanation.origin() instanceof TagOrigin.Malformed
                ? "Malformed"
                : coloring.getClass().getSimpleName();
    }

    /** Unhealthy instances serve only where the placement says so. */
    private static int serving(TierStep step, Placement placement) {
        return placement.describe().contains("unhealthy instances included")
                ? step.found().present()
                : step.found().present() - step.found().unhealthy();
    }

    private static void verifyPlacement(Fleet<List<Integer>> fleet, FakePresence presence, Explanation explanation) {
        Decision<List<Integer>> decision =
                fleet.place(explanation.origin().tag().orElse(null), presence);
        boolean isRefused = decision.placement() instanceof Placement.Refused;

        assertThat(explanation.trace().placement()).isEqualTo(decision.placement());
        assertThat(explanation.instances())
                .extracting(NamedInstance::position)
                .isEqualTo(
                        decision.instances().stream().filter(presence::isListed).toList());
        assertThat(explanation.trace().tiers().stream()
                        .filter(step -> step.outcome() == TierStep.Outcome.SERVES)
                        .mapToInt(step -> serving(step, decision.placement()))
                        .sum())
                .isEqualTo(explanation.instances().size());
        assertThat(explanation.trace().tiers())
                .allSatisfy(step -> assertThat(step.outcome() == TierStep.Outcome.SERVES && isRefused)
                        .isFalse());
    }
}
