package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadWeightsTest {

    private final LoadWeights weights = new LoadWeights();

    @Nested
    class PartOf {

        @Test
        void instanceThatDoesNotAsk_hasAllOfItsWeight() {
            weights.take(List.of(Listed.at(1)));

            assertThat(weights.partOf(Listed.at(1))).isEqualTo(1);
        }

        @Test
        void instanceThatIsNew_beginsWithWhatItAsksFor() {
            weights.take(List.of(asking(1, "40")));

            assertThat(weights.partOf(asking(1, "40"))).isEqualTo(0.4);
            assertThat(weights.step()).isFalse();
        }

        @Test
        void instanceOfAnEarlierVersion_asksUnderALabel() {
            RegisteredInstance earlier = Listed.at(1, Map.of("gray.load-weight", "40"));
            weights.take(List.of(earlier));

            assertThat(weights.partOf(earlier)).isEqualTo(0.4);
        }

        @Test
        void both_theKeyOfItsOwnCounts() {
            RegisteredInstance both = Listed.at(1, Map.of("gray.load-weight", "40", "dubbo.gray-load-weight", "70"));
            weights.take(List.of(both));

            assertThat(weights.partOf(both)).isEqualTo(0.7);
        }

        @ParameterizedTest
        @CsvSource({"0, 0.1", "5, 0.1", "-3, 0.1", "500, 1.0", "much, 1.0", "'', 1.0"})
        void textOutOfRange_isBroughtIntoIt(String text, double part) {
            weights.take(List.of(asking(1, text)));

            assertThat(weights.partOf(asking(1, text))).isEqualTo(part);
        }
    }

    @Nested
    class Step {

        @Test
        void changedWish_isFollowedHalfOfTheWayEachStep() {
            weights.take(List.of(asking(1, "100")));
            weights.take(List.of(asking(1, "20")));

            assertThat(weights.partOf(asking(1, "20"))).as("not at once").isEqualTo(1);
            assertThat(weights.step()).isTrue();
            assertThat(weights.partOf(asking(1, "20"))).isEqualTo(0.6);
            assertThat(weights.step()).isTrue();
            assertThat(weights.partOf(asking(1, "20"))).isEqualTo(0.4);
        }

        @Test
        void wishReached_nothingMoves() {
            weights.take(List.of(asking(1, "100")));
            weights.take(List.of(asking(1, "20")));
            int steps = 0;
            while (weights.step()) {
                assertThat(++steps).isLessThan(20);
            }

            assertThat(weights.partOf(asking(1, "20"))).isEqualTo(0.2);
        }

        @Test
        void severalInstances_moveOnTheirOwn() {
            weights.take(List.of(asking(1, "100"), asking(2, "50")));
            weights.take(List.of(asking(1, "20"), asking(2, "50")));

            weights.step();

            assertThat(weights.partOf(asking(1, "20"))).isEqualTo(0.6);
            assertThat(weights.partOf(asking(2, "50"))).isEqualTo(0.5);
        }
    }

    @Nested
    class Take {

        @Test
        void instanceThatLeft_isForgotten() {
            weights.take(List.of(asking(1, "100")));
            weights.take(List.of());
            weights.take(List.of(asking(1, "20")));

            assertThat(weights.partOf(asking(1, "20"))).as("as a new one").isEqualTo(0.2);
        }

        @Test
        void wishThatIsTakenBack_givesAllOfItsWeight() {
            weights.take(List.of(asking(1, "20")));
            weights.take(List.of(Listed.at(1)));

            assertThat(weights.partOf(Listed.at(1))).isEqualTo(1);
            assertThat(weights.step()).isFalse();
        }
    }

    private static RegisteredInstance asking(int port, String percent) {
        return Listed.at(port, Map.of("dubbo.gray-load-weight", percent));
    }
}
