package io.github.dubbogray.release.figures;

import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.release.verdict.Counters;
import io.github.dubbogray.core.release.verdict.Figures;
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

    /** The counters when a step was looked at. */
    private record Seen(String release, int step, Map<String, StepReport> reports) {

        boolean isOf(String id, int number) {
            return release.equals(id) && step == number;
        }

        /** One that is missing in a list may be back in the next. */
        Seen after(Seen before) {
            Map<String, StepReport> all = new HashMap<>(before.reports);
            all.putAll(reports);
            return new Seen(release, step, all);
        }

        Counters counters() {
            return new Counters(reports);
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
        Seen now = new Seen(release, step, reports(consumers));
        if (before == null || !before.isOf(release, step)) {
            offered = now;
            return Figures.NONE;
        }
        offered = now.after(before);
        return Figures.of(now.counters().since(before.counters(), release, step, lane));
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

    private static Map<String, StepReport> reports(List<Consumer> consumers) {
        Map<String, StepReport> reports = new HashMap<>();
        consumers.forEach(consumer -> consumer.counted().ifPresent(report -> reports.put(consumer.address(), report)));
        return reports;
    }
}
