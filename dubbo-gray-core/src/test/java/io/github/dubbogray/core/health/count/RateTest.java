package io.github.dubbogray.core.health.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    @ParameterizedTest(name = "{0} of {1} reaches {2}%: {3}")
    @CsvSource({
        "1, 2, 50, true",
        "49, 99, 50, false",
        "1, 3, 33, true",
        "1, 3, 34, false",
        "0, 0, 1, false",
        "7, 7, 100, true"
    })
    void reaches_isExact(long hits, long calls, int percent, boolean expected) {
        assertThat(new Rate(hits, calls).reaches(percent)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}% and {1}% with {2} points between: {3}")
    @CsvSource({"21, 1, 20, true", "20, 1, 20, false", "20, 0, 20, true", "100, 0, 100, true", "1, 50, 1, false"})
    void isAbove_isExact(long own, long other, int points, boolean expected) {
        assertThat(new Rate(own, 100).isAbove(new Rate(3 * other, 300), points)).isEqualTo(expected);
    }

    @Test
    void isAbove_withoutCalls_isFalse() {
        assertThat(new Rate(5, 5).isAbove(Rate.NONE, 1)).isFalse();
        assertThat(Rate.NONE.isAbove(new Rate(0, 5), 1)).isFalse();
    }

    @ParameterizedTest(name = "{0}% is half of {1}%: {2}")
    @CsvSource({"50, 100, true", "49, 100, false", "0, 0, true", "60, 50, true"})
    void isHalfOf_isExact(long own, long other, boolean expected) {
        assertThat(new Rate(own, 100).isHalfOf(new Rate(other, 100))).isEqualTo(expected);
        assertThat(Rate.NONE.isHalfOf(new Rate(other, 100))).isFalse();
    }

    @Test
    void moreHitsThanCalls_areNoRate() {
        assertThatThrownBy(() -> new Rate(2, 1)).hasMessage("2 of 1 calls is no rate");
    }
}
