package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void spread_hasNoDirection() {
        assertThat(Spread.of(new double[] {1.25})).isEqualTo(new Spread(1.25));
        assertThat(Spread.of(new double[] {0.8})).isEqualTo(new Spread(1.25));
    }

    @Test
    void nineTurnsOfTen_lieWithin() {
        double[] ratios = {1, 1, 1, 1, 1, 1, 1, 1, 1.02, 7};

        assertThat(Spread.of(ratios)).isEqualTo(new Spread(1.02));
    }

    @Test
    void fewTurns_allLieWithin() {
        assertThat(Spread.of(new double[] {1, 1.01, 0.5, 1})).isEqualTo(new Spread(2));
    }

    @Test
    void atMost_isMetUpToTheSpread() {
        Spread spread = new Spread(1.25);

        assertThat(spread.atMost(1.25)).isEqualTo(new Verdict("≤ 1.250, as plain beside itself", true));
        assertThat(spread.atMost(1.26).isMet()).isFalse();
        assertThat(spread.atMost(0.1).isMet()).isTrue();
    }

    @Test
    void atLeast_isMetDownToTheSpread() {
        Spread spread = new Spread(1.25);

        assertThat(spread.atLeast(0.8)).isEqualTo(new Verdict("≥ 0.800, as plain beside itself", true));
        assertThat(spread.atLeast(0.79).isMet()).isFalse();
        assertThat(spread.atLeast(9).isMet()).isTrue();
    }

    @Test
    void spreadOfAMachineThatTellsNothing_meetsNothing() {
        Spread spread = new Spread(1.3);

        assertThat(spread.atMost(1))
                .isEqualTo(new Verdict("≤ 1.300, as plain beside itself: too far apart to tell", false));
        assertThat(spread.atLeast(1))
                .isEqualTo(new Verdict("≥ 0.769, as plain beside itself: too far apart to tell", false));
    }

    @Test
    void noFactor_isRefused() {
        assertThatThrownBy(() -> new Spread(Double.NaN)).hasMessage("factor of a spread is below 1: NaN");
        assertThatThrownBy(() -> new Spread(0.9)).hasMessage("factor of a spread is below 1: 0.9");
    }
}
