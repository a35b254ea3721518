package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @Nested
    @DisplayName("R4: a split is exact in basis points")
    class Exact {

        @ParameterizedTest(name = "{0} basis points of canary")
        @ValueSource(ints = {0, 1, 99, 100, 1_000, 3_333, 5_000, 9_999, 10_000})
        void twoLanes_getExactlyTheirBuckets(int points) {
            Split split = split(new Share("canary", points), new Share("stable", 10_000 - points));

            assertThat(bucketsByLane(split)).isEqualTo(counts(Map.of("canary", points, "stable", 10_000 - points)));
        }

        @Test
        void manyLanes_getExactlyTheirBuckets() {
            Split split = split(
                    new Share("a", 1),
                    new Share("b", 0),
                    new Share("c", 3_333),
                    new Share("d", 6_665),
                    new Share("e", 1));

            assertThat(bucketsByLane(split)).isEqualTo(counts(Map.of("a", 1, "c", 3_333, "d", 6_665, "e", 1)));
        }

        @Test
        void splitWithoutStable_isPossible() {
            assertThat(bucketsByLane(split(new Share("a", 5_000), new Share("b", 5_000))))
                    .isEqualTo(counts(Map.of("a", 5_000, "b", 5_000)));
        }
    }

    @Nested
    @DisplayName("R4: 0 means never")
    class Zero {

        @ParameterizedTest(name = "zero at position {0}")
        @ValueSource(ints = {0, 1, 2})
        void laneWithZero_hasNoBucketWhereverItStands(int position) {
            List<Share> shares = IntStream.range(0, 3)
                    .mapToObj(i -> i == position ? new Share("none", 0) : new Share("lane" + i, 5_000))
                    .toList();

            assertThat(bucketsByLane(new Split(shares))).doesNotContainKey("none");
        }

        @Test
        void stableWithZero_hasNoBucket() {
            assertThat(bucketsByLane(split(new Share("stable", 0), new Share("canary", 10_000))))
                    .isEqualTo(Map.of("canary", 10_000));
        }
    }

    @Nested
    @DisplayName("R4: raising a share never takes anyone back")
    class Order {

        @Test
        void stable_liesLastWhereverItIsWritten() {
            List<String> expected = List.of("a", "b", "stable");

            assertThat(split(new Share("stable", 1), new Share("a", 2), new Share("b", 9_997))
                            .lanes())
                    .isEqualTo(expected);
            assertThat(split(new Share("a", 2), new Share("stable", 1), new Share("b", 9_997))
                            .lanes())
                    .isEqualTo(expected);
            assertThat(split(new Share("a", 2), new Share("b", 9_997), new Share("stable", 1))
                            .lanes())
                    .isEqualTo(expected);
        }

        @Test
        void default_liesLastLikeStable() {
            assertThat(split(new Share("default", 1), new Share("a", 9_999)).lanes())
                    .isEqualTo(List.of("a", "default"));
        }

        @Test
        void grayLanes_keepTheOrderOfTheDocument() {
            assertThat(split(new Share("z", 1), new Share("a", 9_999)).lanes()).isEqualTo(List.of("z", "a"));
        }

        @Test
        void raisedShares_contain100000KeysOfTheLowerOnes() {
            long salt = Bucket.salt("demo-provider", "ramp");
            Set<Integer> lower = Set.of();
            for (int points : new int[] {0, 1, 100, 500, 2_000, 5_000, 10_000}) {
                Split split = split(new Share("stable", 10_000 - points), new Share("canary", points));
                Set<Integer> gray = IntStream.range(0, 100_000)
                        .filter(i -> laneOf(split, Bucket.of(salt, "user-" + i)).equals("canary"))
                        .boxed()
                        .collect(Collectors.toSet());

                assertThat(gray.containsAll(lower))
                        .as("%s basis points", points)
                        .isTrue();
                lower = gray;
            }
            assertThat(lower).hasSize(100_000);
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @CsvSource({"9999", "10001", "0"})
        void sumThatIsNotEverything_isRefused(int sum) {
            List<Share> shares = List.of(new Share("a", sum / 2), new Share("b", sum - sum / 2));

            assertThatThrownBy(() -> new Split(shares))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("shares add up to " + sum + " basis points, must be 10000");
        }

        @Test
        void noShares_areRefused() {
            assertThatThrownBy(() -> new Split(List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("shares add up to 0 basis points, must be 10000");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 10_001})
        void shareOutOfRange_isRefused(int points) {
            assertThatThrownBy(() -> new Share("canary", points))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("share of lane canary is " + points + " basis points, must be 0 to 10000");
        }
    }

    private static Split split(Share... shares) {
        return new Split(List.of(shares));
    }

    private static String laneOf(Split split, int bucket) {
        return split.lanes().get(split.positionOf(bucket));
    }

    private static Map<String, Integer> bucketsByLane(Split split) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        IntStream.range(0, Bucket.COUNT).forEach(bucket -> counts.merge(laneOf(split, bucket), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> counts(Map<String, Integer> expected) {
        return expected.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
