package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandStillTest {

    private final StandStill warm = new StandStill(1_000, 3, 0.03, 0.01);

    @Test
    void equalRates_standStill() {
        assertThat(warm.isReached(Rounds.ofRates(200, 200, 200, 205, 206, 207))).isTrue();
    }

    @Test
    void risingRates_doNot() {
        assertThat(warm.isReached(Rounds.ofRates(200, 200, 200, 205, 207, 209))).isFalse();
    }

    @Test
    void fallingRates_doNot() {
        assertThat(warm.isReached(Rounds.ofRates(200, 200, 200, 195, 193, 191))).isFalse();
    }

    @Test
    void equalRatesWhileBytesFall_doNot() {
        assertThat(warm.isReached(Rounds.ofBytes(1_000, 1_000, 1_000, 990, 990, 990)))
                .isTrue();
        assertThat(warm.isReached(Rounds.ofBytes(1_000, 1_000, 1_000, 989, 989, 989)))
                .isFalse();
    }

    @Test
    void oneDisturbedRoundOfEach_saysNothing() {
        assertThat(warm.isReached(Rounds.ofRates(300, 1, 300, 305, 306, 20))).isTrue();
    }

    @Test
    void roundsBeforeThoseCompared_sayNothing() {
        assertThat(warm.isReached(Rounds.ofRates(10, 100, 200, 200, 200, 200, 200, 200)))
                .isTrue();
    }

    @Test
    void tooFewCalls_areNotWarm() {
        assertThat(warm.isReached(Rounds.ofRates(166, 166, 166, 166, 166, 166))).isFalse();
        assertThat(warm.isReached(Rounds.ofRates(167, 167, 167, 167, 167, 167))).isTrue();
    }

    @Test
    void tooFewRounds_areNotWarm() {
        assertThat(warm.isReached(Rounds.ofRates(900, 900, 900, 900, 900))).isFalse();
    }

    @Test
    void words_sayWhatIsAsked() {
        assertThat(warm.words()).isEqualTo("≥ 1000, rates still within 3 %, bytes within 1.0 %");
    }
}
