package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.NaiveBucket;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.WholeRequest;
import io.github.dubbogray.core.table.Table;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the seed that choose requests by who sends them. */
class SeedRulesTest {

    private static final String LANES = "lanes: { canary: { labels: { version: v2 } } }";

    @Nested
    @DisplayName("E1, E2: by user, by device")
    class ById {

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"attachment.user-id", "attachment.x-device-id", "label.user", "baggage.user"})
        void listedIds_areGrayAndNobodyElse(String source) {
            Table table = Documents.table(
                    LANES, "rules: [{ id: r, when: { " + source + ": { in: ['3', '77'] } }, to: canary }]");

            assertThat(IntStream.range(0, 1_000).filter(id -> isGray(table, of(source, id))))
                    .containsExactly(3, 77);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"attachment.user-id", "attachment.x-device-id", "header.X-User"})
        void tenPercent_areTheSameIdsEverywhere(String source) {
            Table table = Documents.table(
                    LANES, "rules: [{ id: ramp, to: { canary: 10%, stable: 90% }, sticky: " + source + " }]");

            assertThat(IntStream.range(0, 1_000).filter(id -> isGray(table, of(source, id))))
                    .containsExactlyElementsOf(IntStream.range(0, 1_000)
                            .filter(id -> NaiveBucket.of("demo-provider", "ramp", Integer.toString(id)) < 1_000)
                            .boxed()
                            .toList());
        }

        @Test
        void idInsideAnArgument_isUsedLikeAnyOther() {
            Table table = Documents.table(
                    LANES,
                    "rules: [{ id: r, when: { argument.0.user.id: { prefix: '10', range: { max: 1005 } } }, to: canary }]");

            assertThat(IntStream.range(0, 1_100)
                            .filter(id -> isGray(table, WholeRequest.of(Map.of(), Map.of("user", Map.of("id", id))))))
                    .containsExactly(
                            10, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 1_000, 1_001, 1_002, 1_003, 1_004,
                            1_005);
        }

        private static Request of(String source, int id) {
            return WholeRequest.of(Map.of(source, Integer.toString(id)));
        }
    }

    @Nested
    @DisplayName("E29: by user type and region")
    class ByTypeAndRegion {

        @ParameterizedTest(name = "{0} in {1}: {2}")
        @CsvSource({"vip, cn-east, true", "vip, cn-north, false", "plain, cn-east, false", "plain, cn-north, false"})
        void vipUsersOfOneRegion_areGray(String type, String region, boolean gray) {
            Table table = Documents.table(
                    LANES,
                    "rules: [{ id: r, when: { attachment.user-type: vip, label.region: cn-east }, to: canary }]");

            assertThat(isGray(table, WholeRequest.of(Map.of("attachment.user-type", type, "label.region", region))))
                    .isEqualTo(gray);
        }
    }

    private static boolean isGray(Table table, Request request) {
        Coloring coloring = table.color(request, () -> {
            throw new AssertionError("nothing to draw");
        });
        return coloring instanceof Coloring.Claimed claimed
                && claimed.lane().equals("canary")
                && claimed.carry() == Carry.CARRIED;
    }
}
