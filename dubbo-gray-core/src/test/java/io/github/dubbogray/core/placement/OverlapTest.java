package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that have the labels of stable and those of a gray lane. */
class OverlapTest {

    private static final String BOTH = "version=v1,env=gray";
    private static final List<Instance> INSTANCES =
            Fleets.instances("demo-provider", "version=v1", BOTH, "env=gray", "version=v2", BOTH + ",region=sh");

    @Nested
    @DisplayName("P2: an instance of a gray lane is not stable")
    class ByDefault {

        private final Table table = table("version: v1", "", "env: gray");

        @ParameterizedTest(name = "tag {0}: {1}")
        @CsvSource(
                nullValues = "none",
                value = {
                    "none, '0'",
                    "stable, '0'",
                    "default, '0'",
                    "canary, '1 2 4'",
                    "strange, '0'",
                    "'version=v3,region=bj', '0'",
                    "'version=v1', '0 1 4'",
                    "'not a tag', '0'"
                })
        void tag_isPlaced(@Nullable String tag, String instances) {
            assertThat(placed(table, tag)).isEqualTo(instances);
        }

        @Test
        void fallbackToStable_reachesNoneOfThem() {
            assertThat(placed(table("version: v1", "", "env: never"), "canary")).isEqualTo("0 1 4");
            assertThat(placed(
                            Documents.table(
                                    "lanes:",
                                    "  stable: { labels: { version: v1 } }",
                                    "  gray: { labels: { env: gray } }",
                                    "  canary: { labels: { version: v9 } }"),
                            "canary"))
                    .isEqualTo("0");
        }

        @Test
        @DisplayName("D2: disabled documents send nobody there either")
        void disabled_reachesNoneOfThem() {
            Table disabled = Documents.table(
                    "enabled: false",
                    "lanes: { stable: { labels: { version: v1 } }, canary: { labels: { env: gray } } }");

            assertThat(placed(disabled, null)).isEqualTo("0");
            assertThat(placed(disabled, "canary")).isEqualTo("0");
        }

        @Test
        @DisplayName("P4: prefer stays inside what is stable")
        void prefer_reachesNoneOfThem() {
            Table near = Documents.table(
                    "prefer: [region]",
                    "lanes: { stable: { labels: { version: v1 } }, canary: { labels: { env: gray } } }");
            Fleet<BitSet> fleet = Fleet.of(
                    INSTANCES, io.github.dubbogray.core.label.Labels.of("region", "sh"), name -> near, set -> set);

            assertThat(fleet.place(null, FakePresence.ALL).instances()).hasToString("{0}");
        }

        @ParameterizedTest(name = "stable {0}, canary {1}: untagged on {2}, canary on {3}")
        @CsvSource({
            "version: v1, version: v1, '', '0 1 4'",
            "version: v1, 'version: v1, env: gray', '0', '1 4'",
            "'version: v1, env: gray', version: v1, '', '0 1 4'",
            "version: v1, version: v2, '0 1 4', '3'",
            "version: v1, env: prod, '0 1 4', ''"
        })
        void labels_decide(String stable, String canary, String untagged, String tagged) {
            Table table = Documents.table("lanes: { stable: { labels: { " + stable + " } }, canary: { labels: { "
                    + canary + " }, fallback: [] } }");

            assertThat(placed(table, null)).isEqualTo(untagged);
            assertThat(placed(table, "canary")).isEqualTo(tagged);
        }

        @Test
        void overlap_isKnown() {
            assertThat(overlaps(table))
                    .containsExactly(new Overlap(table, "canary", Overlap.Effect.GRAY_ONLY, List.of(1, 4)));
        }
    }

    @Nested
    class IncludingGray {

        private final Table table = table("version: v1", ", includeGray: true", "env: gray");

        @ParameterizedTest(name = "tag {0}: {1}")
        @CsvSource(
                nullValues = "none",
                value = {"none, '0 1 4'", "stable, '0 1 4'", "canary, '1 2 4'", "strange, '0 1 4'"})
        void tag_isPlaced(@Nullable String tag, String instances) {
            assertThat(placed(table, tag)).isEqualTo(instances);
        }

        @Test
        void overlap_isKnown() {
            assertThat(overlaps(table))
                    .containsExactly(new Overlap(table, "canary", Overlap.Effect.STABLE_TOO, List.of(1, 4)));
        }

        @Test
        void withoutLabelsOfStable_isRefused() {
            assertThat(Documents.problems("demo-provider", """
                            apiVersion: dubbo-gray/v1
                            application: demo-provider
                            lanes: { stable: { includeGray: true } }
                            """))
                    .containsExactly(
                            "line 3, column 33: lanes.stable.includeGray: is true, but stable has no labels of its "
                                    + "own, so it is what no gray lane holds; give it labels or leave this key out");
        }

        @Test
        void ofAGrayLane_isUnknown() {
            assertThat(Documents.problems("demo-provider", """
                            apiVersion: dubbo-gray/v1
                            application: demo-provider
                            lanes: { a: { labels: { v: a }, includeGray: true } }
                            """))
                    .singleElement()
                    .asString()
                    .contains("unknown key 'includeGray'");
        }
    }

    @Nested
    class NoOverlap {

        @Test
        void stableWithoutLabels_neverHasOne() {
            assertThat(overlaps(Documents.table("lanes: { canary: { labels: { env: gray } } }")))
                    .isEmpty();
            assertThat(overlaps(Table.withoutDocument("demo-provider"))).isEmpty();
        }

        @Test
        void labelsThatContradict_haveNone() {
            assertThat(overlaps(table("version: v1", "", "version: v2"))).isEmpty();
            assertThat(overlaps(table("version: v1", ", includeGray: true", "version: v2")))
                    .isEmpty();
        }
    }

    private static Table table(String stable, String more, String canary) {
        return Documents.table("lanes: { stable: { labels: { " + stable + " }" + more + " }, canary: { labels: { "
                + canary + " } } }");
    }

    private static Fleet<BitSet> fleet(Table table) {
        return Fleet.of(INSTANCES, name -> table, set -> set);
    }

    private static List<Overlap> overlaps(Table table) {
        return fleet(table).overlaps();
    }

    private static String placed(Table table, @Nullable String tag) {
        BitSet instances = fleet(table).place(tag, FakePresence.ALL).instances();
        return String.join(" ", instances.stream().mapToObj(Integer::toString).toList());
    }
}
