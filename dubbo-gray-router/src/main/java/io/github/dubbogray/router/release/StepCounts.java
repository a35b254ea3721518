package io.github.dubbogray.router.release;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How calls ended, lane by lane, that the splits of a document under release placed. Of a call that came with a tag, or that
 * another rule claimed, it was not chance which lane it got, so it proves nothing about the lanes. Any thread may count.
 */
public final class StepCounts {

    /** No document under release: nothing is counted. */
    public static final StepCounts NONE = new StepCounts(ReleaseMark.NONE, Map.of());

    private final ReleaseMark mark;

    /** The rules that split, by their ids. */
    private final Map<String, Target> splits;

    private final Map<String, LaneTally> lanes = new ConcurrentHashMap<>();

    /** Of all lanes but stable. */
    private final FailureTally failures = new FailureTally();

    /** Of all lanes together: where one lane's keys were told apart no longer, and another's still, they could not be compared. */
    private final KeyLimit failedKeys = new KeyLimit();

    private final KeyLimit slowKeys = new KeyLimit();

    private StepCounts(ReleaseMark mark, Map<String, Target> splits) {
        this.mark = mark;
        this.splits = splits;
    }

    /**
     * Returns the counts to go on with under a table: these, while it is of the same step, or new ones.
     *
     * @param inForce the table that came in force
     */
    public StepCounts under(Table inForce) {
        if (inForce.mode() == Table.Mode.DISABLED || inForce.release().equals(ReleaseMark.NONE)) {
            return NONE;
        }
        return mark.equals(inForce.release())
                ? this
                : new StepCounts(
                        inForce.release(),
                        inForce.rules().list().stream()
                                .filter(rule -> rule.lanes().size() > 1 && isCounted(inForce.release(), rule.id()))
                                .collect(Collectors.toUnmodifiableMap(Rule::id, Rule::target)));
    }

    private static boolean isCounted(ReleaseMark mark, String rule) {
        return mark instanceof ReleaseMark.OfStep step && step.counts(rule);
    }

    /** Returns whether nothing is counted. */
    public boolean areIdle() {
        return splits.isEmpty();
    }

    /**
     * Counts a call that has ended.
     *
     * @param rule the rule that gave it its lane
     * @param lane the lane that served it
     * @param request what its sticky key is asked of
     */
    public void count(String rule, String lane, Request request, Ended ended) {
        Target split = splits.get(rule);
        if (split == null || !split.lanes().contains(lane) || ended.outcome() == Outcome.IGNORED) {
            return;
        }
        LaneTally tally = lanes.computeIfAbsent(lane, first -> new LaneTally(failedKeys, slowKeys));
        boolean isFailed = ended.outcome() == Outcome.FAILURE;
        boolean isSlow = mark instanceof ReleaseMark.OfStep step
                && ended.nanos() > step.slowerThan().toNanos();
        tally.called();
        if (!Tag.isStable(lane)) {
            failures.called(ended.served(), isFailed);
        }
        if (isFailed || isSlow) {
            String key = keyOf(split, request);
            if (isFailed) {
                tally.failed(key);
            }
            if (isSlow) {
                tally.slow(key);
            }
        }
    }

    private static @Nullable String keyOf(Target split, Request request) {
        return split instanceof Target.Sticky sticky ? sticky.key().valueIn(request) : null;
    }

    /**
     * How a call ended.
     *
     * @param nanos how long it took; 0 for a stream, which may be long for good reasons
     * @param served what was called
     */
    public record Ended(Outcome outcome, long nanos, ServedCall served) {

        /** One of which nothing else is known. */
        public Ended(Outcome outcome, long nanos) {
            this(outcome, nanos, ServedCall.UNKNOWN);
        }
    }

    /** Returns what was counted until now; empty where no release is on its way. */
    public Optional<StepReport> report() {
        return mark instanceof ReleaseMark.OfStep step
                ? Optional.of(new StepReport(
                        step.id(),
                        step.step(),
                        lanes.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        lane -> lane.getValue().counts())),
                        failures.failed()))
                : Optional.empty();
    }
}
