package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {

    @Nested
    class RequiredOf {

        @ParameterizedTest(name = "at least {0} and {1} % of {2} are {3}")
        @CsvSource({
            "1, 0, 0, 1",
            "1, 0, 10, 1",
            "3, 0, 2, 3",
            "1, 50, 3, 2",
            "1, 50, 4, 2",
            "1, 1, 1, 1",
            "1, 1, 101, 2",
            "1, 100, 7, 7",
            "5, 50, 4, 5",
            "2, 50, 10, 5",
            "1, 100, 2147483647, 2147483647"
        })
        void largerOfNumberAndPercent_isRequired(int minInstances, int minPercent, int registered, int required) {
            assertThat(new Capacity(minInstances, minPercent).requiredOf(registered))
                    .isEqualTo(required);
        }
    }

    @Nested
    class Refusal {

        @Test
        void noInstances_areRefused() {
            assertThatThrownBy(() -> new Capacity(0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("minInstances is 0, must be at least 1");
        }

        @ParameterizedTest
        @CsvSource({"-1", "101"})
        void percentOutOfRange_isRefused(int minPercent) {
            assertThatThrownBy(() -> new Capacity(1, minPercent))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("minPercent is " + minPercent + ", must be 0 to 100");
        }
    }
}
