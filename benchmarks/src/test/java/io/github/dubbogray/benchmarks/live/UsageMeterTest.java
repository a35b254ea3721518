package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

    private static final int BYTES = 50_000_000;

    @Test
    void threadsThatGrew_countWithTheirGrowth() {
        assertThat(UsageMeter.grown(Map.of(1L, 100L, 2L, 10L), Map.of(1L, 130L, 2L, 15L)))
                .isEqualTo(35);
    }

    @Test
    void threadThatBegan_countsWhole() {
        assertThat(UsageMeter.grown(Map.of(), Map.of(1L, 130L))).isEqualTo(130);
    }

    @Test
    void threadThatEnded_takesNothingBack() {
        assertThat(UsageMeter.grown(Map.of(1L, 100L, 2L, 10L), Map.of(2L, 11L))).isEqualTo(1);
    }

    @Test
    void otherThread_isMetered_once() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            UsageMeter meter = new UsageMeter();
            byte[] allocated = other.submit(() -> new byte[BYTES]).get();

            assertThat(allocated).hasSize(BYTES);
            assertThat(meter.sinceLast().bytes()).isBetween((long) BYTES, 2L * BYTES);
            assertThat(meter.sinceLast().bytes()).isLessThan(BYTES);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void ownThread_isNotMetered() {
        UsageMeter meter = new UsageMeter();
        byte[] allocated = new byte[BYTES];

        assertThat(allocated).hasSize(BYTES);
        assertThat(meter.sinceLast().bytes()).isLessThan(BYTES);
    }
}
