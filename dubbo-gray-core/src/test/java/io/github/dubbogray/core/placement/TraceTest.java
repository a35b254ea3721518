package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static io.github.dubbogray.core.document.Documents.tableOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.placement.TierStep.Outcome;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P1, P3, P4: a trace keeps every tier as the placement found it")
class TraceTest {

    private final Fleet<List<Integer>> fleet = Fleets.seenFrom(
            "region=sh,zone=a",
            table("prefer: [region, zone]", "lanes: { canary: { labels: { version: v2 }, fallback: [stable] } }"),
            "version=v2,region=sh,zone=a",
            "version=v2,region=sh",
            "version=v2",
            "version=v1");

    @Test
    void nearestPart_servesAndTheRestIsNotNeeded() {
        assertThat(outcomes(fleet.trace("canary", FakePresence.ALL)))
                .isEqualTo(List.of(
                        "lane canary near region=sh,zone=a SERVES",
                        "lane canary near region=sh NOT_NEEDED",
                        "lane canary NOT_NEEDED",
                        "lane stable NOT_NEEDED"));
    }

    @Test
    void nextPart_servesWhereTheNearestIsTooSmall() {
        assertThat(outcomes(fleet.trace("canary", FakePresence.of(1, 2, 3))))
                .isEqualTo(List.of(
                        "lane canary near region=sh,zone=a TOO_FEW",
                        "lane canary near region=sh SERVES",
                        "lane canary NOT_NEEDED",
                        "lane stable NOT_NEEDED"));
    }

    @Test
    void fallback_showsItsOwnPartsOnly() {
        assertThat(outcomes(fleet.trace("canary", FakePresence.of(3))))
                .isEqualTo(List.of(
                        "lane canary TOO_FEW",
                        "lane stable near region=sh,zone=a TOO_FEW",
                        "lane stable near region=sh TOO_FEW",
                        "lane stable SERVES"));
    }

    @Test
    void counts_areOfThisPresence() {
        assertThat(fleet.trace("canary", FakePresence.of(2).andUnreachable(0)))
                .isEqualTo(new Trace(
                        List.of(
                                step("lane canary near region=sh,zone=a", 1, 0, 1, Outcome.TOO_FEW),
                                step("lane canary near region=sh", 1, 0, 2, Outcome.TOO_FEW),
                                step("lane canary", 2, 1, 3, Outcome.SERVES),
                                step("lane stable", 0, 0, 1, Outcome.NOT_NEEDED)),
                        new Placement.Placed(new Tier.OfLane("canary")),
                        List.of(0, 2)));
    }

    @Test
    void refusal_isTooFewEverywhere() {
        Trace trace = fleet.trace("canary", FakePresence.of());

        assertThat(outcomes(trace)).isEqualTo(List.of("lane canary TOO_FEW", "lane stable TOO_FEW"));
        assertThat(trace.instances()).isEmpty();
        assertThat(trace.placement())
                .isEqualTo(fleet.place("canary", FakePresence.of()).placement());
    }

    @Test
    @DisplayName("I4: an application that could only fall back is not needed while another has the lane")
    void worseRankOfAnotherApplication_isNotNeeded() {
        Fleet<List<Integer>> shared = Fleets.of(
                Fleets.join(Fleets.instances("a", "version=v1"), Fleets.instances("b", "version=v2", "version=v1")),
                tableOf("a", "lanes: { canary: { labels: { version: v2 } } }"),
                tableOf("b", "lanes: { canary: { labels: { version: v2 } } }"));

        Trace trace = shared.trace("canary", FakePresence.ALL);

        assertThat(outcomes(trace))
                .isEqualTo(List.of(
                        "lane canary TOO_FEW",
                        "lane stable NOT_NEEDED",
                        "lane canary SERVES",
                        "lane stable NOT_NEEDED"));
        assertThat(trace.instances()).isEqualTo(List.of(1));
    }

    @Test
    void emptyFleet_hasNoTrace() {
        assertThatThrownBy(() -> Fleets.of(List.of()).trace(null, FakePresence.ALL))
                .isInstanceOf(IllegalStateException.class);
    }

    private TierStep step(String tier, int present, int reachable, int registered, Outcome outcome) {
        Tier named = fleet.trace("canary", FakePresence.of(2)).tiers().stream()
                .map(TierStep::tier)
                .filter(other -> other.describe().equals(tier))
                .findFirst()
                .orElseThrow();
        return new TierStep("demo-provider", named, 1, new Headcount(registered, 0, present, 0, reachable), outcome);
    }

    private static List<String> outcomes(Trace trace) {
        return trace.tiers().stream()
                .map(step -> step.tier().describe() + " " + step.outcome())
                .toList();
    }
}
