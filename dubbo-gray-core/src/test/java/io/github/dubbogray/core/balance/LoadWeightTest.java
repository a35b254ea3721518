package io.github.dubbogray.core.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadWeightTest {

    @ParameterizedTest
    @CsvSource({"0, 100", "0.254, 75", "0.5, 50", "0.89, 11", "0.95, 10", "1, 10", "-1, 100"})
    void busyProcessors_askForLess(double busy, int percent) {
        assertThat(LoadWeight.percentFor(busy)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "100, 100", "101, 100", "9, 10", "0, 10", "-5, 10", "'', 100", "forty, 100", "4.5, 100"})
    void publishedText_isBroughtIntoRange(String text, int percent) {
        assertThat(LoadWeight.read(text)).isEqualTo(percent);
    }

    @Test
    void step_goesHalfOfTheWayAndArrives() {
        List<Double> way = Stream.iterate(LoadWeight.FULL.towards(20), LoadWeight::next)
                .limit(9)
                .map(LoadWeight::percent)
                .toList();

        assertThat(way).isEqualTo(List.of(100.0, 60.0, 40.0, 30.0, 25.0, 22.5, 21.25, 20.0, 20.0));
    }

    @Test
    void arrived_isSettled() {
        assertThat(LoadWeight.startingAt(40).isSettled()).isTrue();
        assertThat(LoadWeight.startingAt(40).towards(80).isSettled()).isFalse();
        assertThat(LoadWeight.startingAt(40).towards(41).next().isSettled()).isTrue();
    }

    @Test
    void outOfRange_isNamed() {
        assertThatThrownBy(() -> LoadWeight.startingAt(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load weight is 5.0 % on the way to 5 %, must be 10 to 100");
        assertThatThrownBy(() -> new LoadWeight(Double.NaN, 50)).isInstanceOf(IllegalArgumentException.class);
    }
}
