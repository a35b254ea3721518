package io.github.dubbogray.core.placement;

import static io.github.dubbogray.core.document.Documents.table;
import static io.github.dubbogray.core.document.Documents.tableOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.table.Unmatched;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {

    private static final Tier STABLE = new Tier.OfLane("stable");
    private static final Tier CANARY = new Tier.OfLane("canary");
    private static final Tier BETA = new Tier.OfLane("beta");

    @Nested
    @DisplayName("I2: without lanes.stable, stable is in no lane, without gray.tag, and gray.env not gray")
    class StableWithoutLabels {

        private final String[] labels = {"", "version=v1", "version=v2", "tag=x", "env=gray", "env=prod", "version=v3"};

        @Test
        void noDocument_stableIsUngray() {
            Fleet<List<Integer>> fleet = Fleets.of(Table.withoutDocument("demo-provider"), labels);

            assertThat(fleet.place("stable", FakePresence.ALL)).isEqualTo(placed(STABLE, 0, 1, 2, 5, 6));
        }

        @Test
        void lanesOfTheDocument_areOutside() {
            Fleet<List<Integer>> fleet = Fleets.of(
                    table("lanes:", "  canary: { labels: { version: v2 } }", "  beta: { labels: { version: v3 } }"),
                    labels);

            assertThat(fleet.place("stable", FakePresence.ALL)).isEqualTo(placed(STABLE, 0, 1, 5));
        }

        @Test
        void stableWithLabels_isWhatTheDocumentSays() {
            Fleet<List<Integer>> fleet = Fleets.of(table("lanes:", "  stable: { labels: { version: v1 } }"), labels);

            assertThat(fleet.place("stable", FakePresence.ALL)).isEqualTo(placed(STABLE, 1));
        }
    }

    @Nested
    @DisplayName("I3: a tag that names no lane of the application selects by labels")
    class LabelTags {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table("lanes: { canary: { labels: { version: v2 } } }"),
                "version=v1",
                "version=v2",
                "tag=beta,version=v2",
                "tag=canary",
                "region=sh");

        @Test
        void name_selectsByTheLabelTag() {
            assertThat(fleet.place("beta", FakePresence.ALL))
                    .isEqualTo(placed(new Tier.OfLabels(Labels.of("tag", "beta")), 2));
        }

        @Test
        void nameOfALane_selectsTheLane() {
            assertThat(fleet.place("canary", FakePresence.ALL)).isEqualTo(placed(CANARY, 1, 2));
        }

        @Test
        void pairs_mustAllHold() {
            assertThat(fleet.place("version=v2;tag=beta", FakePresence.ALL))
                    .isEqualTo(placed(new Tier.OfLabels(Labels.of(Map.of("version", "v2", "tag", "beta"))), 2));
        }

        @Test
        void labelsNobodyHas_fallToStable() {
            Tier wanted = new Tier.OfLabels(Labels.of("tag", "nobody"));

            assertThat(fleet.place("nobody", FakePresence.ALL))
                    .isEqualTo(fellBack(
                            wanted, STABLE, "labels tag=nobody has fewer than 1 of 0 instances present", 0, 4));
        }
    }

    @Nested
    @DisplayName("R1: default means stable; a text that is no tag counts as none")
    class StableTags {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table("lanes:", "  stable: { fallback: [canary] }", "  canary: { labels: { version: v2 } }"),
                "version=v1",
                "version=v2");

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"stable", "default", "", " canary", "a b", "version=", "=", "version=v2,"})
        void stableDefaultNoneAndMalformed_goToStable(String tag) {
            assertThat(fleet.place(tag, FakePresence.ALL)).isEqualTo(placed(STABLE, 0));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"stable", "default", "a b"})
        void stableFallback_servesThemAll(String tag) {
            assertThat(fleet.place(tag, FakePresence.of(1)))
                    .isEqualTo(fellBack(STABLE, CANARY, "lane stable has fewer than 1 of 1 instances present", 1));
        }
    }

    @Nested
    @DisplayName("P1: tiers in order; the first with enough capacity wins")
    class Tiers {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table(
                        "lanes:",
                        "  canary: { labels: { version: v2 }, fallback: [beta, stable] }",
                        "  beta: { labels: { version: v3 }, fallback: [canary] }"),
                "version=v1",
                "version=v2",
                "version=v2",
                "version=v3");

        @Test
        void wantedLane_serves() {
            assertThat(fleet.place("canary", FakePresence.ALL)).isEqualTo(placed(CANARY, 1, 2));
        }

        @Test
        void oneOfTheWantedLane_isEnough() {
            assertThat(fleet.place("canary", FakePresence.of(0, 2, 3))).isEqualTo(placed(CANARY, 1, 2));
        }

        @Test
        void firstFallback_servesNext() {
            assertThat(fleet.place("canary", FakePresence.of(0, 3)))
                    .isEqualTo(fellBack(CANARY, BETA, "lane canary has fewer than 1 of 2 instances present", 3));
        }

        @Test
        void secondFallback_servesLast() {
            assertThat(fleet.place("canary", FakePresence.of(0)))
                    .isEqualTo(fellBack(
                            CANARY,
                            STABLE,
                            "lane canary has fewer than 1 of 2 instances present, "
                                    + "lane beta has fewer than 1 of 1 instances present",
                            0));
        }

        @Test
        void fallbackOfAFallback_isNotFollowed() {
            assertThat(fleet.place("beta", FakePresence.of(0)).placement()).isInstanceOf(Placement.Refused.class);
        }

        @Test
        void placement_describesItself() {
            assertThat(fleet.place("canary", FakePresence.ALL).placement().describe())
                    .isEqualTo("placed on lane canary");
            assertThat(fleet.place("canary", FakePresence.of(0, 3)).placement().describe())
                    .isEqualTo("fell back from lane canary to lane beta: "
                            + "lane canary has fewer than 1 of 2 instances present");
        }
    }

    @Nested
    @DisplayName("P1: a lane serves while capacity holds")
    class LaneCapacity {

        private static final String[] LABELS = {"", "version=v2", "version=v2", "version=v2", "version=v2"};

        @ParameterizedTest(name = "minInstances {0}, minPercent {1}, {2} of 4 present: canary serves {3}")
        @CsvSource({
            "1, 0, 1, true",
            "1, 0, 0, false",
            "2, 0, 2, true",
            "2, 0, 1, false",
            "5, 0, 4, false",
            "1, 50, 2, true",
            "1, 50, 1, false",
            "1, 51, 3, true",
            "1, 51, 2, false",
            "1, 100, 4, true",
            "1, 100, 3, false",
            "3, 50, 2, false",
            "3, 50, 3, true"
        })
        void presentInstances_decide(int minInstances, int minPercent, int present, boolean serves) {
            Fleet<List<Integer>> fleet = Fleets.of(
                    table(
                            "lanes:",
                            "  canary:",
                            "    labels: { version: v2 }",
                            "    capacity: { minInstances: " + minInstances + ", minPercent: " + minPercent + " }"),
                    LABELS);

            assertThat(fleet.place("canary", FakePresence.all(1 + present)).instances())
                    .isEqualTo(serves ? List.of(1, 2, 3, 4) : List.of(0));
        }

        @Test
        void stable_hasCapacityToo() {
            Fleet<List<Integer>> fleet = Fleets.of(
                    table(
                            "lanes:",
                            "  stable: { capacity: { minInstances: 2 }, fallback: [canary] }",
                            "  canary: { labels: { version: v2 } }"),
                    "",
                    "",
                    "version=v2");

            assertThat(fleet.place(null, FakePresence.of(0, 1, 2)).instances()).isEqualTo(List.of(0, 1));
            assertThat(fleet.place(null, FakePresence.of(0, 2)).instances()).isEqualTo(List.of(2));
        }

        @Test
        void capacityOfAFallback_isItsOwn() {
            Fleet<List<Integer>> fleet = Fleets.of(
                    table(
                            "lanes:",
                            "  canary: { labels: { version: v2 }, fallback: [beta, stable] }",
                            "  beta: { labels: { version: v3 }, capacity: { minInstances: 2 } }"),
                    "",
                    "version=v2",
                    "version=v3");

            assertThat(fleet.place("canary", FakePresence.of(0, 2)).instances()).isEqualTo(List.of(0));
        }
    }

    @Nested
    @DisplayName("P1, E50: pairs relax by labelPriority, the least important first: region over version over env")
    class Relaxation {

        private static final String WANTED = "region=sh,version=v2,env=gray";

        /** One instance for each of the eight combinations of matching labels; bit 4 region, 2 version, 1 env. */
        private static final String[] EIGHT = IntStream.range(0, 8)
                .mapToObj(bits -> String.join(
                        ",",
                        (bits & 4) != 0 ? "region=sh" : "region=bj",
                        (bits & 2) != 0 ? "version=v2" : "version=v1",
                        (bits & 1) != 0 ? "env=gray" : "env=prod"))
                .toArray(String[]::new);

        @ParameterizedTest(name = "only region {0}, version {1}, env {2}: {3}")
        @CsvSource({
            "true,  true,  true,  'labels env=gray,region=sh,version=v2'",
            "true,  true,  false, 'labels region=sh,version=v2'",
            "true,  false, true,  labels region=sh",
            "true,  false, false, labels region=sh",
            "false, true,  true,  refused",
            "false, true,  false, lane stable",
            "false, false, true,  refused",
            "false, false, false, lane stable"
        })
        void oneInstance_isFoundByTheFirstTierItFits(boolean region, boolean version, boolean env, String tier) {
            int position = (region ? 4 : 0) + (version ? 2 : 0) + (env ? 1 : 0);
            Fleet<List<Integer>> fleet = Fleets.of(Table.withoutDocument("demo-provider"), EIGHT);

            Decision<List<Integer>> decision = fleet.place(WANTED, FakePresence.of(position));

            assertThat(usedTier(decision)).isEqualTo(tier);
            if (!tier.equals("refused")) {
                assertThat(decision.instances()).contains(position);
            }
        }

        @ParameterizedTest(name = "labelPriority {0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "[region, version, env] | env=gray,region=sh,version=v2 > region=sh,version=v2 > region=sh",
                    "[env, version, region] | env=gray,region=sh,version=v2 > env=gray,version=v2 > env=gray",
                    "[version]              | env=gray,region=sh,version=v2 > env=gray,version=v2 > version=v2",
                    "[]                     | env=gray,region=sh,version=v2 > env=gray,region=sh > env=gray"
                })
        void priority_ordersTheTiers(String priority, String tiers) {
            Fleet<List<Integer>> fleet = Fleets.of(table("labelPriority: " + priority), EIGHT);

            Placement.Refused refused =
                    (Placement.Refused) fleet.place(WANTED, FakePresence.of()).placement();

            assertThat(refused.tried().stream().map(tried -> tried.tier().describe()))
                    .containsExactly(("labels " + tiers.replace(" > ", " > labels ") + " > lane stable").split(" > "));
        }

        @Test
        void fullMatch_isPlacedNotFallenBack() {
            Fleet<List<Integer>> fleet = Fleets.of(Table.withoutDocument("demo-provider"), EIGHT);

            assertThat(fleet.place(WANTED, FakePresence.ALL))
                    .isEqualTo(placed(new Tier.OfLabels(Labels.read(WANTED).labels()), 7));
        }

        private String usedTier(Decision<?> decision) {
            if (decision.placement() instanceof Placement.Placed placed) {
                return placed.tier().describe();
            }
            return decision.placement() instanceof Placement.FellBack fellBack
                    ? fellBack.used().describe()
                    : "refused";
        }
    }

    @Nested
    @DisplayName("P2: a request without a tag never reaches a gray instance, whatever is down")
    class Untagged {

        private static final String[] LABELS = {"", "version=v2", "env=gray", "tag=x"};

        @Test
        void stableDown_isARefusal() {
            Fleet<List<Integer>> fleet = Fleets.of(table("lanes: { canary: { labels: { version: v2 } } }"), LABELS);

            assertThat(fleet.place(null, FakePresence.of(1, 2, 3)))
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    "demo-provider",
                                    "",
                                    List.of(new Placement.Tried(STABLE, 1, new Headcount(1, 0, 0, 0, 0)))),
                            List.of()));
        }

        @Test
        void stableUnreachable_isStillStable() {
            Fleet<List<Integer>> fleet = Fleets.of(table("lanes: { canary: { labels: { version: v2 } } }"), LABELS);

            assertThat(fleet.place(null, FakePresence.of(1, 2, 3).andUnreachable(0)))
                    .isEqualTo(placed(STABLE, 0));
        }

        @Test
        void stableFallback_letsTheDocumentSaySo() {
            Fleet<List<Integer>> fleet = Fleets.of(
                    table("lanes:", "  stable: { fallback: [canary] }", "  canary: { labels: { version: v2 } }"),
                    LABELS);

            assertThat(fleet.place(null, FakePresence.of(1, 2, 3)).instances()).isEqualTo(List.of(1));
        }

        @Test
        void everyPresence_keepsToStable() {
            Fleet<List<Integer>> fleet = Fleets.of(table("lanes: { canary: { labels: { version: v2 } } }"), LABELS);
            for (int bits = 0; bits < 16; bits++) {
                int present = bits;
                FakePresence presence = FakePresence.of(IntStream.range(0, 4)
                        .filter(i -> (present >> i & 1) == 1)
                        .toArray());

                assertThat(fleet.place(null, presence).instances()).isEqualTo((bits & 1) == 1 ? List.of(0) : List.of());
            }
        }
    }

    @Nested
    @DisplayName("P3: no tier with capacity is a refusal that names tag, tiers and counts")
    class Refusal {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table(
                        "lanes:",
                        "  canary:",
                        "    labels: { version: v2 }",
                        "    fallback: [beta]",
                        "    capacity: { minInstances: 2, minPercent: 50 }",
                        "  beta: { labels: { version: v3 }, fallback: [] }"),
                "",
                "version=v2",
                "version=v2",
                "version=v2",
                "version=v3");

        @Test
        void everyTier_isNamedWithItsCounts() {
            assertThat(fleet.place("canary", FakePresence.of(0, 1)))
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    "demo-provider",
                                    "canary",
                                    List.of(
                                            new Placement.Tried(CANARY, 2, new Headcount(3, 0, 1, 0, 1)),
                                            new Placement.Tried(BETA, 1, new Headcount(1, 0, 0, 0, 0)))),
                            List.of()));
        }

        @Test
        void sentence_saysItAll() {
            assertThat(fleet.place("canary", FakePresence.of(0, 1)).placement().describe())
                    .isEqualTo("no instance of demo-provider may serve tag 'canary': "
                            + "lane canary has 1 of 3 instances present, needs 2; "
                            + "lane beta has 0 of 1 instances present, needs 1");
        }

        @Test
        void sentenceWithoutATag_saysSo() {
            assertThat(fleet.place(null, FakePresence.of()).placement().describe())
                    .isEqualTo("no instance of demo-provider may serve a request without a tag: "
                            + "lane stable has 0 of 1 instances present, needs 1");
        }

        @Test
        void tagWithALineBreak_isSpelledOut() {
            assertThat(fleet.place("zone=x\n", FakePresence.of()).placement().describe())
                    .isEqualTo("no instance of demo-provider may serve tag 'zone=x\\u000A': "
                            + "labels zone=x has 0 of 0 instances present, needs 1; "
                            + "lane stable has 0 of 1 instances present, needs 1");
        }

        @Test
        @DisplayName("P3, E61: strict never crosses")
        void strictLane_neverCrosses() {
            assertThat(fleet.place("beta", FakePresence.of(0, 1, 2, 3)))
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    "demo-provider",
                                    "beta",
                                    List.of(new Placement.Tried(BETA, 1, new Headcount(1, 0, 0, 0, 0)))),
                            List.of()));
        }

        @Test
        void emptyFleet_cannotPlace() {
            Fleet<List<Integer>> empty = Fleets.of(List.of());

            assertThat(empty.isEmpty()).isTrue();
            assertThat(empty.tables()).isEmpty();
            assertThatThrownBy(() -> empty.place(null, FakePresence.ALL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a fleet without instances cannot place a request");
        }
    }

    @Nested
    @DisplayName("D2: enabled: false sends every request to stable, whatever its tag")
    class Disabled {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table(
                        "enabled: false",
                        "lanes:",
                        "  stable: { fallback: [canary] }",
                        "  canary: { labels: { version: v2 } }",
                        "rules: [{ id: all, to: canary }]"),
                "version=v1",
                "version=v2");

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"stable", "default", "canary", "version=v2", "tag", "no tag"})
        void everyTag_goesToStable(String tag) {
            assertThat(fleet.place(tag, FakePresence.ALL)).isEqualTo(placed(STABLE, 0));
        }

        @ParameterizedTest
        @ValueSource(strings = {"canary", "version=v2"})
        void stableDown_isARefusalThatNamesTheTag(String tag) {
            assertThat(fleet.place(tag, FakePresence.of(1)).placement())
                    .isEqualTo(new Placement.Refused(
                            "demo-provider",
                            tag,
                            List.of(new Placement.Tried(STABLE, 1, new Headcount(1, 0, 0, 0, 0)))));
        }

        @Test
        void rules_colorNothing() {
            assertThat(fleet.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Open());
        }
    }

    @Nested
    class Unreachable {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table("lanes: { canary: { labels: { version: v2 } } }"), "version=v1", "version=v2", "version=v2");

        @Test
        void unreachableWantedLane_fallsBackToReachable() {
            assertThat(fleet.place("canary", FakePresence.of(0).andUnreachable(1, 2))
                            .instances())
                    .isEqualTo(List.of(0));
        }

        @Test
        void nothingReachable_keepsToTheWantedLaneThatIsListed() {
            assertThat(fleet.place("canary", FakePresence.unreachable(0, 1))).isEqualTo(placed(CANARY, 1, 2));
        }

        @Test
        void nothingReachable_fallsBackToWhatIsListed() {
            assertThat(fleet.place("canary", FakePresence.unreachable(0)).instances())
                    .isEqualTo(List.of(0));
        }

        @Test
        void nothingListed_isARefusal() {
            assertThat(fleet.place("canary", FakePresence.of()).placement()).isInstanceOf(Placement.Refused.class);
        }
    }

    @Nested
    @DisplayName("I4: each application's document speaks for its own instances")
    class SeveralApplications {

        private final Table order = tableOf(
                "order",
                "lanes: { canary: { labels: { version: v2 } } }",
                "rules: [{ id: qa, when: { attachment.u: qa }, to: canary }]");
        private final Table pay = tableOf(
                "pay",
                "lanes: { canary: { labels: { version: v9 }, fallback: [] } }",
                "rules: [{ id: all, when: { attachment.u: [qa, dev] }, to: canary }]");
        private final Fleet<List<Integer>> fleet = Fleets.of(
                Fleets.join(
                        Fleets.instances("pay", "version=v1", "version=v9"),
                        Fleets.instances("order", "version=v1", "version=v2", "version=v9")),
                pay,
                order);

        @Test
        void tables_areInNameOrder() {
            assertThat(fleet.tables()).isEqualTo(List.of(order, pay));
            assertThat(fleet.isEmpty()).isFalse();
        }

        @Test
        void laneOfSeveral_isEachOnesOwn() {
            assertThat(fleet.place("canary", FakePresence.ALL)).isEqualTo(placed(CANARY, 1, 3));
        }

        @Test
        void untagged_isTheStableOfEach() {
            assertThat(fleet.place(null, FakePresence.ALL)).isEqualTo(placed(STABLE, 0, 2, 4));
        }

        @Test
        void applicationThatHasTheLane_servesAlone() {
            assertThat(fleet.place("canary", FakePresence.of(0, 1, 2, 4))).isEqualTo(placed(CANARY, 1));
        }

        @Test
        void nobodyHasTheLane_whoeverMayFallsBack() {
            assertThat(fleet.place("canary", FakePresence.of(0, 2, 4)))
                    .isEqualTo(fellBack(CANARY, STABLE, "lane canary has fewer than 1 of 1 instances present", 2, 4));
        }

        @Test
        void reachableFallback_comesBeforeUnreachableWanted() {
            assertThat(fleet.place("canary", FakePresence.of(2).andUnreachable(1))
                            .instances())
                    .isEqualTo(List.of(2, 4));
        }

        @Test
        void nothingReachable_servesWhatIsListedAtTheBestRank() {
            assertThat(fleet.place("canary", FakePresence.unreachable(1, 2))).isEqualTo(placed(CANARY, 1));
        }

        @Test
        void nobody_isARefusalOverAll() {
            Decision<List<Integer>> decision = fleet.place("canary", FakePresence.of(0));

            assertThat(decision)
                    .isEqualTo(new Decision<>(
                            new Placement.Refused(
                                    "order, pay",
                                    "canary",
                                    List.of(
                                            new Placement.Tried(CANARY, 1, new Headcount(1, 0, 0, 0, 0)),
                                            new Placement.Tried(STABLE, 1, new Headcount(2, 0, 0, 0, 0)),
                                            new Placement.Tried(CANARY, 1, new Headcount(1, 0, 0, 0, 0)))),
                            List.of()));
        }

        @Test
        void disabledApplication_doesNotHideTheTagOfARefusal() {
            Fleet<List<Integer>> mixed = Fleets.of(
                    Fleets.join(Fleets.instances("order", ""), Fleets.instances("pay", "version=v9")),
                    tableOf("order", "enabled: false"),
                    pay);

            assertThat(mixed.place("canary", FakePresence.of()).placement().describe())
                    .isEqualTo("no instance of order, pay may serve tag 'canary': "
                            + "lane stable has 0 of 1 instances present, needs 1; "
                            + "lane canary has 0 of 1 instances present, needs 1");
        }

        @Test
        void firstApplicationInNameOrder_colors() {
            assertThat(fleet.color(FakeRequest.with("u", "qa"), () -> 0))
                    .isEqualTo(new Coloring.Claimed("qa", "canary", Carry.CARRIED));
        }

        @Test
        void laterApplication_colorsWhatTheFirstDoesNotClaim() {
            assertThat(fleet.color(FakeRequest.with("u", "dev"), () -> 0))
                    .isEqualTo(new Coloring.Claimed("all", "canary", Carry.CARRIED));
            assertThat(fleet.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Open());
        }

        @Test
        void claim_comesBeforeAPin() {
            Fleet<List<Integer>> pinned = Fleets.of(
                    Fleets.join(Fleets.instances("a", ""), Fleets.instances("pay", "")),
                    tableOf("a", "unmatched: stable"),
                    pay);

            assertThat(pinned.color(FakeRequest.with("u", "dev"), () -> 0))
                    .isEqualTo(new Coloring.Claimed("all", "canary", Carry.CARRIED));
            assertThat(pinned.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Pinned());
        }
    }

    @Nested
    @DisplayName("R2: the first rule that matches, in the document's order, colors")
    class Rules {

        private final Fleet<List<Integer>> fleet = Fleets.of(
                table(
                        "lanes:",
                        "  canary: { labels: { version: v2 } }",
                        "  beta: { labels: { version: v3 } }",
                        "unmatched: stable",
                        "rules:",
                        "  - { id: first, when: { attachment.u: [a, b] }, to: canary }",
                        "  - { id: second, when: { attachment.u: [b, c] }, to: beta }"),
                "version=v1");

        @ParameterizedTest(name = "user {0}: rule {1}, lane {2}")
        @CsvSource({"a, first, canary", "b, first, canary", "c, second, beta"})
        void firstMatch_wins(String user, String rule, String lane) {
            assertThat(fleet.color(FakeRequest.with("u", user), () -> 0))
                    .isEqualTo(new Coloring.Claimed(rule, lane, Carry.CARRIED));
        }

        @Test
        @DisplayName("R3: unmatched: stable pins what no rule claims")
        void noMatch_isPinned() {
            assertThat(fleet.color(FakeRequest.with("u", "d"), () -> 0)).isEqualTo(new Coloring.Pinned());
        }
    }

    @Nested
    class ManyLabelTags {

        @Test
        void moreTagsThanAreRemembered_keepWorking() {
            int tags = 2 * ApplicationFleet.REMEMBERED_TAGS;
            Fleet<List<Integer>> fleet = Fleets.of(
                    Table.withoutDocument("demo-provider"),
                    IntStream.range(0, tags).mapToObj(i -> "tag=t" + i).toArray(String[]::new));
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < tags; i++) {
                    assertThat(fleet.place("t" + i, FakePresence.ALL))
                            .isEqualTo(placed(new Tier.OfLabels(Labels.of("tag", "t" + i)), i));
                }
            }
        }
    }

    @Nested
    class TableByHand {

        @Test
        void unknownFallback_isRefusedByName() {
            Lane stable = new Lane(
                    "stable", new Membership.Remainder(List.of()), List.of("nowhere"), Capacity.ONE, Carry.CARRIED);
            Table table = new Table(
                    "demo-provider",
                    "hand",
                    Table.Mode.ENABLED,
                    stable,
                    List.of(),
                    Table.withoutDocument("demo-provider").rules(),
                    List.of(),
                    List.of(),
                    Unmatched.OPEN);

            assertThatThrownBy(() -> Fleets.of(table, ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("table names the unknown lane nowhere");
        }
    }

    private static Decision<List<Integer>> placed(Tier tier, Integer... instances) {
        return new Decision<>(new Placement.Placed(tier), List.of(instances));
    }

    private static Decision<List<Integer>> fellBack(Tier wanted, Tier used, String reason, Integer... instances) {
        return new Decision<>(new Placement.FellBack(wanted, used, reason), List.of(instances));
    }
}
