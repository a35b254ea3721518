package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.tag.Tag;
import java.util.Map;
import java.util.Optional;

/**
 * What consumers have counted so far, as each of them says.
 *
 * @param byProcess the report of each process that has one
 */
public record Counters(Map<String, StepReport> byProcess) {

    public Counters {
        byProcess = Map.copyOf(byProcess);
    }

    /**
     * Returns the calls of a step since an earlier reading. A process whose counts fall was restarted, and all that it has
     * counted came since; one that is gone takes with it what came after the earlier reading.
     *
     * @param id names the release
     * @param lane the lane that is released
     */
    public StepCalls since(Counters earlier, String id, int step, String lane) {
        return byProcess.keySet().stream()
                .map(process -> of(process, id, step, lane).since(earlier.of(process, id, step, lane)))
                .reduce(StepCalls.NONE, StepCalls::plus);
    }

    private StepCalls of(String process, String id, int step, String lane) {
        return Optional.ofNullable(byProcess.get(process))
                .filter(report -> report.id().equals(id) && report.step() == step)
                .map(report -> new StepCalls(report.lane(lane), report.lane(Tag.STABLE)))
                .orElse(new StepCalls(LaneCounts.NONE, LaneCounts.NONE));
    }
}
