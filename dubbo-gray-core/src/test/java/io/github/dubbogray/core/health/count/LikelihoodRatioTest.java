package io.github.dubbogray.core.health.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("H2: what is beyond chance")
class LikelihoodRatioTest {

    @Nested
    class Between {

        /**
         * The vectors come from Python's {@code decimal} with 40 digits, by another way: the binomial log-likelihoods of both
         * sides at their own rates, less those at the pooled rate.
         */
        @ParameterizedTest(name = "{0} of {1} and {2} of {3}: {4}")
        @CsvSource({
            "50, 100, 0, 400, 93.22676863973",
            "24, 40, 1, 300, 55.68665250228",
            "5, 5, 0, 15, 11.24670289237",
            "40, 100, 3, 300, 52.40091276566",
            "21, 100, 0, 100, 15.79077581020",
            "1, 1, 0, 1, 1.386294361120"
        })
        void vectors_areMet(long hits, long calls, long otherHits, long otherCalls, double expected) {
            assertThat(LikelihoodRatio.between(new Rate(hits, calls), new Rate(otherHits, otherCalls)))
                    .isCloseTo(expected, within(1e-9));
        }

        @Test
        void equalRates_areNoDifference() {
            assertThat(LikelihoodRatio.between(new Rate(10, 20), new Rate(10, 20)))
                    .isZero();
            assertThat(LikelihoodRatio.between(new Rate(0, 20), new Rate(0, 7))).isZero();
            assertThat(LikelihoodRatio.between(new Rate(20, 20), new Rate(7, 7)))
                    .isZero();
        }

        @Test
        void sideWithoutCalls_isNoDifference() {
            assertThat(LikelihoodRatio.between(Rate.NONE, new Rate(5, 7))).isCloseTo(0, within(1e-12));
            assertThat(LikelihoodRatio.between(Rate.NONE, Rate.NONE)).isZero();
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2})
        void sides_mayBeExchanged(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 1_000; i++) {
                Rate one = rate(random);
                Rate other = rate(random);

                assertThat(LikelihoodRatio.between(one, other))
                        .isCloseTo(LikelihoodRatio.between(other, one), within(1e-9))
                        .isGreaterThan(-1e-9);
            }
        }

        private Rate rate(SplittableRandom random) {
            int calls = 1 + random.nextInt(500);
            return new Rate(random.nextInt(calls + 1), calls);
        }
    }

    @Nested
    class Against {

        @Test
        void vectors_areMet() {
            assertThat(LikelihoodRatio.against(new Rate(16, 20), 0.25)).isCloseTo(13.32338959696, within(1e-9));
            assertThat(LikelihoodRatio.against(new Rate(20, 20), 0.25)).isCloseTo(20 * Math.log(4), within(1e-9));
            assertThat(LikelihoodRatio.against(new Rate(5, 20), 0.25)).isZero();
        }
    }
}
