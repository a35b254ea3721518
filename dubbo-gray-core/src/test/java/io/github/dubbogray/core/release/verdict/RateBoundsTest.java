package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateBoundsTest {

    private static final double ALPHA = 0.025;

    /** From Python 3.11: the formula with {@code math.lgamma}, 200 halvings. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "0, 200, 0, 0.03396492934070821",
        "0, 1600, 0, 0.004956551790903762",
        "3, 300, 0.0004013517750160997, 0.047446137936993864",
        "60, 6000, 0.0056387899927689104, 0.01615436980027557",
        "540, 54000, 0.008258782323185571, 0.011967673857276427",
        "200, 200, 0.9660350706592918, 1",
        "5000, 10000, 0.4793691840899869, 0.520630815910013"
    })
    void calls_haveTheirBounds(int hits, int calls, double lower, double upper) {
        RateBounds bounds = RateBounds.of(hits, calls, ALPHA);

        assertThat(bounds.lower()).isCloseTo(lower, within(1e-10));
        assertThat(bounds.upper()).isCloseTo(upper, within(1e-10));
    }

    @Test
    void noCalls_boundNothing() {
        assertThat(RateBounds.of(0, 0, ALPHA)).isEqualTo(new RateBounds(0, 1));
    }

    /** Bounds for one look fail in a fifth and more of such runs. */
    @ParameterizedTest(name = "rate {0}, seed 71")
    @ValueSource(doubles = {0.01, 0.2})
    void lookedAtHundredTimes_theyFailNoOftenerThanAllowed(double rate) {
        SplittableRandom random = new SplittableRandom(71);
        int runs = 2_000;
        int failed = 0;
        for (int run = 0; run < runs; run++) {
            failed += isEverOutside(rate, random) ? 1 : 0;
        }

        assertThat(failed / (double) runs).isLessThanOrEqualTo(ALPHA);
    }

    private static boolean isEverOutside(double rate, SplittableRandom random) {
        int hits = 0;
        int calls = 0;
        for (int look = 0; look < 100; look++) {
            for (int i = 0; i < 40; i++, calls++) {
                hits += random.nextDouble() < rate ? 1 : 0;
            }
            RateBounds bounds = RateBounds.of(hits, calls, ALPHA);
            if (rate < bounds.lower() || rate > bounds.upper()) {
                return true;
            }
        }
        return false;
    }
}
