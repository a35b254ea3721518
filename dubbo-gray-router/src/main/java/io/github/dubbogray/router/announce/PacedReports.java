package io.github.dubbogray.router.announce;

import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What was counted for releases, as it is announced: each application's counts stay as they were said for a while, as every new
 * saying is a write to Nacos that it tells all who watch. A new step is said at once. Touched by the registry's worker only.
 */
final class PacedReports {

    /** A while differs from process to process by up to a part of it, so that not all write at once. */
    private static final int JITTER_PARTS = 5;

    private final Function<String, Optional<StepReport>> counted;
    private final long everyNanos;
    private final Surroundings surroundings;
    private final Map<String, Said> said = new HashMap<>();

    private record Said(StepReport report, long untilNanos) {

        boolean isOfTheStepOf(StepReport other) {
            return report.id().equals(other.id()) && report.step() == other.step();
        }
    }

    /**
     * Has said nothing yet.
     *
     * @param counted gives what was counted of an application until now
     * @param everySeconds how long a saying stays at least
     */
    PacedReports(Function<String, Optional<StepReport>> counted, long everySeconds, Surroundings surroundings) {
        this.counted = counted;
        this.everyNanos = TimeUnit.SECONDS.toNanos(everySeconds);
        this.surroundings = surroundings;
    }

    /** Forgets all applications but these. */
    void retain(Set<String> applications) {
        said.keySet().retainAll(applications);
    }

    /** Returns what is said of an application now; empty where no release is on its way. */
    Optional<StepReport> of(String application) {
        Optional<StepReport> now = counted.apply(application);
        if (now.isEmpty()) {
            said.remove(application);
            return now;
        }
        Said before = said.get(application);
        long nanos = surroundings.nanoTime().getAsLong();
        if (before != null && before.isOfTheStepOf(now.get()) && nanos - before.untilNanos() < 0) {
            return Optional.of(before.report());
        }
        said.put(application, new Said(now.get(), nanos + everyNanos + surroundings.below(everyNanos / JITTER_PARTS)));
        return now;
    }
}
