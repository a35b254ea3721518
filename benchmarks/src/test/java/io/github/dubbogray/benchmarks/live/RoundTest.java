package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RoundTest {

    @Test
    void usage_isThatOfOneCall() {
        Round round = new Round(new Calls(4, 4, 10, 20), new Usage(400, 8_000), new Usage(1_000, 2_000));

        assertThat(round.consumerBytes()).isEqualTo(100);
        assertThat(round.consumerMicros()).isEqualTo(2);
        assertThat(round.providerBytes()).isEqualTo(250);
        assertThat(round.providerMicros()).isEqualTo(0.5);
    }

    @Test
    void calls_areMadeOfEveryLatency() {
        Histogram nanos = new Histogram(1_000_000_000L, 3);
        for (int i = 1; i <= 100; i++) {
            nanos.recordValue(i * 1_000L);
        }
        Calls calls = Calls.of(nanos, 2_000_000_000L);

        assertThat(calls.count()).isEqualTo(100);
        assertThat(calls.perSecond()).isEqualTo(50);
        assertThat(calls.p50()).isCloseTo(50, within(0.1));
        assertThat(calls.p99()).isCloseTo(99, within(0.1));
    }

    @Test
    void calls_readWhatTheyWrite() {
        Calls calls = new Calls(1_234, 1234.5, 20.25, 99.125);

        assertThat(Calls.read(calls.toString())).isEqualTo(calls);
    }

    @Test
    void usage_readsWhatItWrites() {
        Usage usage = new Usage(12, 3_456);

        assertThat(Usage.read(usage.toString())).isEqualTo(usage);
    }
}
