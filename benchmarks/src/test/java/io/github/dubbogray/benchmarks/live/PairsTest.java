package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

    @Test
    void ratios_areThoseOfTheTurns() {
        Pairs pairs = new Pairs(Rounds.ofRates(90, 80, 10), Rounds.ofRates(100, 100, 20));

        assertThat(pairs.ratios(round -> round.calls().perSecond())).containsExactly(0.9, 0.8, 0.5);
    }

    @Test
    void roundsWithoutPartner_areRefused() {
        List<Round> one = Rounds.ofRates(1);
        List<Round> two = Rounds.ofRates(1, 2);

        assertThatThrownBy(() -> new Pairs(one, two)).hasMessage("rounds are no pairs: 1 and 2");
    }

    @Test
    void median_isBetweenTheMiddleTwo() {
        assertThat(Pairs.median(new double[] {4, 1})).isEqualTo(2.5);
        assertThat(Pairs.median(new double[] {4, 1, 9})).isEqualTo(4);
    }
}
