package io.github.dubbogray.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void valuesOutOfRange_areRefusedByName() {
        assertThatThrownBy(() -> new ProbingRules(ProbingRules.By.TCP, Duration.ofMinutes(11), SECOND, 3))
                .hasMessage("initialDelay is 11m, must be 0s to 10m");
        assertThatThrownBy(() -> new ProbingRules(ProbingRules.By.TCP, SECOND, SECOND, 0))
                .hasMessage("failures is 0, must be 1 to 1000");
        assertThatThrownBy(() -> new OutlierRules(5, 50, 30, 10, SECOND, SECOND.multipliedBy(2), SECOND, 50))
                .hasMessage("maxEjectFor is 1s, less than ejectFor, which is 2s");
        assertThatThrownBy(() -> new TripRules(50, 20, SECOND, 50, 20, SECOND, SECOND, 5, List.of(10_000, 5_000)))
                .hasMessage(
                        "return is [10000, 5000] basis points, must be 1 to 10 rising steps above 0, the last 10000");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"0, 0", "0, 1", "1, 2", "1, 3", "2, 4", "2, 5", "500, 1000"})
    void mostOut_isHalfByDefaultAndNeverAll(int expected, int instances) {
        assertThat(OutlierRules.DEFAULT.mostOut(instances)).isEqualTo(expected);
    }
}
