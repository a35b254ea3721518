package io.github.dubbogray.release.figures;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.release.verdict.Figures;
import io.github.dubbogray.core.release.verdict.StepCalls;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.nacos.gray.Consumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What consumers counted since the last look. Consumers announce counters; the first look at a step only takes note of where they
 * stand: so what was called before all consumers went by the step is not judged, and a controller that goes on for another
 * loses the calls between the two, of both lanes alike, and counts none twice. For one thread.
 */
public final class ConsumerFigures {

    private final String lane;
    private @Nullable Seen last;
    private @Nullable Seen offered;

    /** The counters of one step, by consumer. */
    private record Seen(String release, int step, Map<String, StepReport> reports) {

        boolean isOf(String id, int number) {
            return release.equals(id) && step == number;
        }
    }

    /**
     * Has looked at nothing yet.
     *
     * @param lane the lane that is released
     */
    public ConsumerFigures(String lane) {
        this.lane = lane;
    }

    /**
     * Looks at the counters, and returns what came since the look that was last kept; of the first look at a step, {@link
     * Figures#NONE}.
     *
     * @param release the id of the release
     * @param step the number of its step
     */
    public Figures look(String release, int step, List<Consumer> consumers) {
        Seen before = last;
        Seen now = new Seen(release, step, reports(release, step, consumers));
        if (before == null || !before.isOf(release, step)) {
            offered = now;
            return Figures.NONE;
        }
        offered = new Seen(release, step, merged(before.reports(), now.reports()));
        return Figures.of(new StepCalls(since(before, now, lane), since(before, now, Tag.STABLE)));
    }

    /** Takes note that what the last look brought is kept: the next one goes on from it. */
    public void keep() {
        if (offered != null) {
            last = offered;
            offered = null;
        }
    }

    /** Takes note that what the last look brought is not kept. */
    public void discard() {
        offered = null;
    }

    private static Map<String, StepReport> reports(String release, int step, List<Consumer> consumers) {
        Map<String, StepReport> reports = new HashMap<>();
        consumers.forEach(consumer -> consumer.counted()
                .filter(report -> report.id().equals(release) && report.step() == step)
                .ifPresent(report -> reports.put(consumer.address(), report)));
        return reports;
    }

    /** One that is missing in a list may be back in the next. */
    private static Map<String, StepReport> merged(Map<String, StepReport> before, Map<String, StepReport> now) {
        Map<String, StepReport> all = new HashMap<>(before);
        all.putAll(now);
        return all;
    }

    private static LaneCounts since(Seen before, Seen now, String lane) {
        LaneCounts sum = LaneCounts.NONE;
        for (Map.Entry<String, StepReport> each : now.reports().entrySet()) {
            StepReport earlier = before.reports().get(each.getKey());
            LaneCounts counts = each.getValue().lane(lane);
            sum = sum.plus(earlier == null ? counts : counts.since(earlier.lane(lane)));
        }
        return sum;
    }
}
