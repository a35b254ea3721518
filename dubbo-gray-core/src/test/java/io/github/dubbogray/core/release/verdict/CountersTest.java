package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final Counters EARLIER = new Counters(1, Map.of("a", calls(10, 1, 90), "b", calls(5, 0, 40)));

    @Test
    void growingCounts_areTheirDifferences() {
        assertThat(new Counters(1, Map.of("a", calls(12, 2, 100), "b", calls(5, 0, 41))).since(EARLIER))
                .isEqualTo(calls(2, 1, 11));
    }

    @Test
    void fallenCount_isOfARestartedProcess() {
        assertThat(new Counters(1, Map.of("a", calls(3, 2, 95), "b", calls(5, 0, 40))).since(EARLIER))
                .isEqualTo(calls(3, 2, 95));
    }

    @Test
    void newProcess_countsWholly() {
        assertThat(new Counters(1, Map.of("a", calls(10, 1, 90), "c", calls(7, 0, 7))).since(EARLIER))
                .isEqualTo(calls(7, 0, 7));
    }

    @Test
    void otherStep_beginsAnew() {
        assertThat(new Counters(2, Map.of("a", calls(12, 2, 100))).since(EARLIER))
                .isEqualTo(calls(12, 2, 100));
    }

    @Test
    void failureThatIsSeenAfterItsCall_isACallOfItsLook() {
        assertThat(new Counters(1, Map.of("a", calls(10, 3, 90), "b", calls(5, 0, 40))).since(EARLIER))
                .isEqualTo(calls(2, 2, 0));
    }

    private static StepCalls calls(long gray, long grayFailures, long stable) {
        return new StepCalls(new LaneCalls(gray, grayFailures, 0), new LaneCalls(stable, 0, 0));
    }
}
