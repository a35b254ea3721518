package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.index.Rules;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TableTest {

    @Nested
    class Outcomes {

        private static final String LANES = """
                lanes:
                  canary: { labels: { version: v2 } }
                  strict: { labels: { version: v3 }, fallback: [] }
                  beta: { labels: { version: v4 }, fallback: [canary] }
                """;

        @Test
        @DisplayName("H5: a document without keys of health, or one that is off, depends on no outcome")
        void documentWithoutHealth_dependsOnNoOutcome() {
            assertThat(table(LANES).dependsOnOutcomes()).isFalse();
            assertThat(table("enabled: false\nlanes: { canary: { labels: { version: v2 }, health: {} } }")
                            .dependsOnOutcomes())
                    .isFalse();
            assertThat(table("enabled: false\nlanes: { canary: { labels: { version: v2 }, health: {} } }")
                            .health())
                    .isEmpty();
            assertThat(table(LANES + "failures: { exceptions: [a.B] }").dependsOnOutcomes())
                    .isFalse();
        }

        @Test
        void documentWithHealthOrRetries_dependsOnOutcomes() {
            assertThat(table("lanes: { canary: { labels: { version: v2 }, outlier: {} } }")
                            .dependsOnOutcomes())
                    .isTrue();
            assertThat(table(LANES + "failures: { retryOnStable: [get*] }").dependsOnOutcomes())
                    .isTrue();
        }

        @Test
        @DisplayName("P3: a lane that does not fall back to stable is not tried again there")
        void retryOnStable_isForLanesThatFallBackToIt() {
            Table table = table(LANES + "failures: { retryOnStable: [get*] }");

            assertThat(table.lanes().stream()
                            .filter(lane -> table.mayRetryOnStable(lane, "getUser"))
                            .map(Lane::name))
                    .containsExactly("canary");
            assertThat(table.lanes()).noneMatch(lane -> table.mayRetryOnStable(lane, "putUser"));
        }

        @Test
        void laneOfLabels_isTheFirstGrayOneThatHasThem() {
            Table table = table(LANES);

            assertThat(table.laneOf(Labels.of("version", "v3")).map(Lane::name)).contains("strict");
            assertThat(table.laneOf(Labels.of("version", "v1")).map(Lane::name)).contains("stable");
            assertThat(table.laneOf(Labels.of("env", "gray"))).isEmpty();
        }

        private static Table table(String rest) {
            String text = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n" + rest;
            return ((Reading.Accepted) DocumentReader.read("demo-provider", text)).table();
        }
    }

    @Nested
    @DisplayName("D2: no document: only I2 and I3 apply")
    class WithoutDocument {

        private final Table table = Table.withoutDocument("demo-provider");

        @Test
        void table_hasStableOnly() {
            assertThat(table)
                    .isEqualTo(new Table(
                            "demo-provider",
                            "none",
                            Table.Mode.ENABLED,
                            new Lane(
                                    "stable",
                                    new Membership.Remainder(List.of()),
                                    List.of(),
                                    Capacity.ONE,
                                    Carry.CARRIED),
                            List.of(),
                            Rules.NONE,
                            List.of("region", "version", "env"),
                            List.of(),
                            Unmatched.OPEN));
            assertThat(table.hasDocument()).isFalse();
        }

        @Test
        void request_staysUntagged() {
            assertThat(table.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Open());
        }
    }
}
