package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {

    @Nested
    class Contains {

        @ParameterizedTest(name = "{2} in {0}..{1}: {3}")
        @CsvSource({
            "1, 10, 1, true",
            "1, 10, 10, true",
            "1, 10, 0, false",
            "1, 10, 11, false",
            "1, 10, 10.0, true",
            "1, 10, 10.01, false",
            "1, 10, 1e1, true",
            "1, 10, +5, true",
            "1, 10, 005, true",
            "1.5, 2.5, 1, false",
            "1.5, 2.5, 2, true",
            "1.5, 2.5, 3, false",
            "-2.5, -1.5, -2, true",
            "-2.5, -1.5, -3, false",
            "-2.5, -1.5, -1, false",
            ", 10, -99999999999999999999, true",
            "10, , 99999999999999999999, true",
            "99999999999999999999, , 999999999999999999, false",
            ", , 7, true",
            "0.1, 0.1, 0.10, true"
        })
        void bothEnds_areIncluded(String min, String max, String value, boolean contained) {
            assertThat(range(min, max).contains(value)).isEqualTo(contained);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "-", "abc", "1 ", " 1", "1,5", "0x10", "NaN", "1e", "--1", "٣", "1_0", "1e99999999999"})
        void whatIsNoNumber_isNotContained(String value) {
            assertThat(range(null, null).contains(value)).isFalse();
        }

        @Test
        void longNumber_isNone() {
            assertThat(range("1", null).contains("9".repeat(64))).isTrue();
            assertThat(range("1", null).contains("9".repeat(65))).isFalse();
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {61, 62})
        void wholeNumbers_compareAsBigOnes(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 5_000; i++) {
                BigDecimal a = BigDecimal.valueOf(random.nextInt(-50, 50), random.nextInt(2));
                BigDecimal b = BigDecimal.valueOf(random.nextInt(-50, 50), random.nextInt(2));
                BigDecimal value = BigDecimal.valueOf(random.nextInt(-50, 50), random.nextInt(2));
                NumberRange range = range(a.min(b).toString(), a.max(b).toString());

                assertThat(range.contains(value.toPlainString()))
                        .isEqualTo(value.compareTo(a.min(b)) >= 0 && value.compareTo(a.max(b)) <= 0);
            }
        }
    }

    @Nested
    class Of {

        @Test
        void upsideDown_isNoRange() {
            assertThat(NumberRange.of(bound("2"), bound("1"))).isEmpty();
            assertThat(NumberRange.of(bound("1"), bound("1.0"))).isPresent();
        }

        @Test
        void range_isAValue() {
            assertThat(range("1", "2")).isEqualTo(range("1", "2")).hasSameHashCodeAs(range("1", "2"));
            assertThat(range("1", "2")).isNotEqualTo(range("1", null)).hasToString("from 1 to 2");
            assertThat(range("1", null)).hasToString("from 1");
            assertThat(range(null, "2")).hasToString("to 2");
        }
    }

    static NumberRange range(String min, String max) {
        return NumberRange.of(bound(min), bound(max)).orElseThrow();
    }

    private static Optional<BigDecimal> bound(String text) {
        return Optional.ofNullable(text).map(BigDecimal::new);
    }
}
