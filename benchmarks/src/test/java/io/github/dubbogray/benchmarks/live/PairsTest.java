package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PairsTest {

    private final Pairs pairs = new Pairs(
            List.of(new Round(90, 11, 20, 30), new Round(80, 12, 20, 30), new Round(10, 50, 20, 30)),
            List.of(new Round(100, 10, 20, 30), new Round(100, 10, 20, 30), new Round(20, 25, 20, 30)));

    @Test
    void ratio_isTheMedianOfTheTurns() {
        assertThat(pairs.ratio(Round::perSecond)).isCloseTo(0.8, within(1e-9));
        assertThat(pairs.ratio(Round::p50)).isCloseTo(1.2, within(1e-9));
        assertThat(pairs.ratio(Round::p99)).isEqualTo(1);
    }

    @Test
    void median_isThatOfTheFirstCaller() {
        assertThat(pairs.median(Round::perSecond)).isEqualTo(80);
        assertThat(Pairs.median(new double[] {4, 1})).isEqualTo(2.5);
    }

    @Test
    void round_readsWhatItWrites() {
        Round round = new Round(1234.5, 10, 20.25, 99.125);

        assertThat(Round.read(round.toString())).isEqualTo(round);
    }

    @Test
    void round_isMadeOfEveryLatency() {
        Histogram nanos = new Histogram(1_000_000_000L, 3);
        for (int i = 1; i <= 100; i++) {
            nanos.recordValue(i * 1_000L);
        }
        Round round = Round.of(nanos, 2_000_000_000L);

        assertThat(round.perSecond()).isEqualTo(50);
        assertThat(round.p50()).isCloseTo(50, within(0.1));
        assertThat(round.p90()).isCloseTo(90, within(0.1));
        assertThat(round.p99()).isCloseTo(99, within(0.1));
    }
}
