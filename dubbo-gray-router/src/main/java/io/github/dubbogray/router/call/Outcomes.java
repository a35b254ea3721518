package io.github.dubbogray.router.call;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.health.Attended;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.meter.Stopwatch;
import io.github.dubbogray.router.release.StepCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Constants;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where it is told how the tries of calls end. Any thread may tell. Where no document in force depends on it, that is one
 * read for a call (clause H5).
 */
public final class Outcomes {

    /** On a call whose first try is counted. */
    private static final String COUNTED = "dubbo-gray.counted";

    private final Watches watches;
    private final Known known;
    private final Meters meters;
    private final Arrivals arrivals;

    /**
     * What is known of instances and documents.
     *
     * @param labels gives the labels of an instance as the registry has them
     * @param version gives the label {@code version} of an instance, or null if it has none; allocates nothing
     * @param tables gives the table in force of an application
     */
    public record Known(
            Function<URL, Labels> labels, Function<URL, @Nullable String> version, Function<String, Table> tables) {}

    /**
     * Hands outcomes to those who watch.
     *
     * @param meters take how long tries took
     * @param arrivals wait for their first good answer
     */
    public Outcomes(Watches watches, Known known, Meters meters, Arrivals arrivals) {
        this.watches = watches;
        this.known = known;
        this.meters = meters;
        this.arrivals = arrivals;
    }

    /** Returns whether it matters to anybody how calls end. */
    public boolean matter() {
        return watches.areAttending() || meters.areTimed();
    }

    /** Returns whether it is measured how long tries take. */
    public boolean areTimed() {
        return meters.areTimed();
    }

    /** Returns whether some document lets calls of this method be tried once more, on stable. */
    public boolean mayRetry(Invocation call) {
        return watches.mayRetryOnStable(RpcUtils.getMethodName(call));
    }

    /**
     * Returns whether nobody waits for a call's answer. As {@link RpcUtils#isOneway}, which asks the instance's URL: that may
     * take longer than the rest of a call does.
     */
    public boolean isOneWay(Invocation call) {
        RoutedCall<?> routed = Placements.routedOf(call);
        return "false".equals(WireAttachments.text(call.getObjectAttachments().get(Constants.RETURN_KEY)))
                || (routed != null
                        && !routed.consumer()
                                .getMethodParameter(RpcUtils.getMethodName(call), Constants.RETURN_KEY, true));
    }

    /** Returns who takes the outcome of a try, or null if nobody does. Allocates nothing. */
    public @Nullable InstanceWatch watchOf(Invocation call, URL instance) {
        if (!watches.areAttending()) { // to look for the application takes longer
            return null;
        }
        RoutedCall<?> routed = Placements.routedOf(call);
        Attended attended = routed == null ? null : attended(instance);
        if (routed == null || attended == null || routed.decision() == null) {
            return null;
        }
        Tier tier = routed.placement().tier();
        return attended.watch().serving(tier == null ? null : tier.lane(), instance.getAddress());
    }

    /** Returns what the document of an instance's application says of failures, whether its lanes are watched or only measured. */
    public FailurePolicy policyOf(URL instance) {
        Attended attended = attended(instance);
        Table table =
                attended != null ? attended.table() : known.tables().apply(InstanceLabels.applicationOf(instance));
        return table.failures();
    }

    /**
     * Measures a try that ended, if the router has seen its call. Allocates no more than who takes the time does, where the
     * call was placed on a lane.
     *
     * @param watch who takes the outcome, or null if nobody does
     */
    public void took(Invocation call, URL instance, @Nullable InstanceWatch watch, Outcome outcome, long nanos) {
        Placement placement = Placements.lastOf(call);
        Tier tier = placement == null ? null : placement.tier();
        if (tier == null) {
            return;
        }
        String application = InstanceLabels.applicationOf(instance);
        String served = tier.lane();
        String lane = served != null ? served : laneOf(instance, application);
        String label = known.version().apply(instance);
        String version = label != null ? label : Meter.Tags.NONE;
        List<Stopwatch> stopwatches = meters.stopwatches();
        for (int i = 0; i < stopwatches.size(); i++) { // no iterator: done for each call
            stopwatches.get(i).called(application, lane, version, outcome, nanos);
        }
        OptionalLong sinceItCame =
                outcome == Outcome.SUCCESS && arrivals.areAwaited() ? arrivals.served(instance) : OptionalLong.empty();
        if (sinceItCame.isPresent()) { // else no lambda: done for each call
            stopwatches.forEach(each -> each.served(application, lane, version, sinceItCame.getAsLong()));
        }
        if (watch != null && outcome != Outcome.IGNORED && watch.isSlow(nanos)) {
            meters.count(Meter.CALLS_SLOW, application, lane, version);
        }
    }

    /** Returns the lane of an instance that was chosen by its labels. */
    private String laneOf(URL instance, String application) {
        return known.tables()
                .apply(application)
                .laneOf(known.labels().apply(instance))
                .map(Lane::name)
                .orElse(Meter.Tags.NONE);
    }

    /** Returns whether calls are counted for some release. */
    public boolean areCounted() {
        return watches.areCounting();
    }

    /**
     * Counts how a try ended for the release of the instance's application, if it was the call's first, went where the rule
     * wanted it, and is of a document under release.
     *
     * @param nanos how long it took; 0 where that says nothing
     */
    public void count(Invocation call, URL instance, Outcome outcome, long nanos) {
        RoutedCall<?> routed = Placements.routedOf(call);
        Attended attended = attended(instance);
        if (routed == null || attended == null || attended.counts().areIdle() || call.put(COUNTED, COUNTED) != null) {
            return;
        }
        String rule = routed.rule();
        String lane = Placements.lastOf(call) instanceof Placement.Placed placed
                ? placed.tier().lane()
                : null;
        if (rule != null && lane != null) {
            attended.counts()
                    .count(
                            rule,
                            lane,
                            routed,
                            new StepCounts.Ended(outcome, nanos, new CallServed(call, instance, known.version())));
        }
    }

    /** Takes note that a try on an instance failed: the next one goes to stable, if the document allows that. */
    public void failed(Invocation call, URL instance) {
        Attended attended = attended(instance);
        Placement placement = Placements.lastOf(call);
        Tier tier = placement == null ? null : placement.tier();
        if (attended != null && tier != null) {
            Table table = attended.table();
            laneOf(tier, instance, table)
                    .filter(lane -> table.mayRetryOnStable(lane, RpcUtils.getMethodName(call)))
                    .ifPresent(lane -> StableRetry.demand(call, tier));
        }
    }

    private Optional<Lane> laneOf(Tier tier, URL instance, Table table) {
        String name = tier.lane();
        return name == null
                ? table.laneOf(known.labels().apply(instance))
                : table.lanes().stream()
                        .filter(lane -> lane.name().equals(name))
                        .findFirst();
    }

    /** Returns whether a call is to be tried once more, as none of its tries after the failed one went to stable. */
    public boolean isRetryDue(Invocation call) {
        StableRetry retry = StableRetry.on(call);
        return retry != null && retry.isDue();
    }

    private @Nullable Attended attended(URL instance) {
        return watches.attended(InstanceLabels.applicationOf(instance));
    }
}
