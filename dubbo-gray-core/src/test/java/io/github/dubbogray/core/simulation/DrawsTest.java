package io.github.dubbogray.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 42, -1, Long.MAX_VALUE})
    void numbers_areSplitMix64AsTheJdkHasIt(long seed) {
        Draws draws = new Draws(seed);
        SplittableRandom jdk = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            assertThat(draws.below(10_000)).isEqualTo((int) (((jdk.nextLong() >>> 32) * 10_000) >>> 32));
        }
    }
}
