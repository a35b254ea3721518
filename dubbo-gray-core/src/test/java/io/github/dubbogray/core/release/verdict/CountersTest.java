package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final Counters EARLIER = new Counters(
            Map.of("a", report(1, lane(10, 2, 1), lane(90, 0, 0)), "b", report(1, lane(5, 0, 0), lane(40, 0, 0))));

    @Test
    void growingCounts_areTheirDifferences() {
        assertThat(since(Map.of(
                        "a", report(1, lane(12, 4, 2), lane(100, 0, 0)),
                        "b", report(1, lane(5, 0, 0), lane(41, 0, 0)))))
                .isEqualTo(new StepCalls(lane(2, 2, 1), lane(11, 0, 0)));
    }

    @Test
    void fallenCount_isOfARestartedProcess() {
        assertThat(since(Map.of("a", report(1, lane(12, 3, 2), lane(50, 0, 0)))))
                .isEqualTo(new StepCalls(lane(12, 3, 2), lane(50, 0, 0)));
    }

    @Test
    void newProcess_countsWholly() {
        assertThat(since(Map.of("c", report(1, lane(7, 1, 1), lane(7, 0, 0)))))
                .isEqualTo(new StepCalls(lane(7, 1, 1), lane(7, 0, 0)));
    }

    @Test
    void otherStepsAndReleases_countNothing() {
        assertThat(since(Map.of(
                        "a",
                        report(2, lane(12, 2, 1), lane(100, 0, 0)),
                        "b",
                        new StepReport("r-2", 1, Map.of("canary", lane(9, 0, 0))))))
                .isEqualTo(StepCalls.NONE);
    }

    @Test
    void earlierReportOfAnotherStep_isNoBasis() {
        assertThat(new Counters(Map.of("a", report(2, lane(12, 2, 1), lane(100, 0, 0))))
                        .since(EARLIER, "r-1", 2, "canary"))
                .isEqualTo(new StepCalls(lane(12, 2, 1), lane(100, 0, 0)));
    }

    private static StepCalls since(Map<String, StepReport> byProcess) {
        return new Counters(byProcess).since(EARLIER, "r-1", 1, "canary");
    }

    private static StepReport report(int step, LaneCounts canary, LaneCounts stable) {
        return new StepReport("r-1", step, Map.of("canary", canary, "stable", stable, "beta", lane(1_000, 0, 0)));
    }

    private static LaneCounts lane(long calls, long failures, long keys) {
        return new LaneCounts(calls, new LaneCounts.Of(failures, keys), LaneCounts.Of.NONE);
    }
}
