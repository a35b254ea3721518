package io.github.dubbogray.router.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedReportsTest {

    private long nanos;
    private int step = 1;
    private long calls;
    private boolean isUnderRelease = true;
    private final PacedReports reports = new PacedReports(
            application -> isUnderRelease ? Optional.of(report(step, calls)) : Optional.empty(),
            10,
            Surroundings.ofSystem().at(() -> nanos).drawing(() -> 0));

    private static StepReport report(int step, long calls) {
        return new StepReport(
                "r-1", step, Map.of("canary", new LaneCounts(calls, LaneCounts.Of.NONE, LaneCounts.Of.NONE)));
    }

    private String saidAfter(long seconds, long counted) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        calls = counted;
        return reports.of("shop").map(StepReport::text).orElse("");
    }

    @Test
    void counts_stayForAWhile() {
        assertThat(saidAfter(0, 1)).isEqualTo(report(1, 1).text());
        assertThat(saidAfter(9, 2)).isEqualTo(report(1, 1).text());
        assertThat(saidAfter(1, 3)).isEqualTo(report(1, 3).text());
    }

    @Test
    void nextStep_isSaidAtOnce() {
        saidAfter(0, 100);
        step = 2;

        assertThat(saidAfter(1, 0)).isEqualTo(report(2, 0).text());
    }

    @Test
    void noRelease_saysNothingAndTheNextOneAtOnce() {
        saidAfter(0, 100);
        isUnderRelease = false;
        assertThat(saidAfter(1, 100)).isEmpty();
        isUnderRelease = true;

        assertThat(saidAfter(1, 5)).isEqualTo(report(1, 5).text());
    }

    @Test
    void applicationThatWentAndCame_isSaidAtOnce() {
        saidAfter(0, 100);
        reports.retain(Set.of());

        assertThat(saidAfter(1, 101)).isEqualTo(report(1, 101).text());
    }
}
