package io.github.dubbogray.router.call;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.health.Attended;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.Optional;
import java.util.function.Function;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where it is told how the tries of calls end. Any thread may tell. Where no document in force depends on it, that is one
 * read for a call (clause H5).
 */
public final class Outcomes {

    private final Watches watches;
    private final Function<URL, Labels> labels;

    /**
     * Hands outcomes to those who watch.
     *
     * @param labels gives the labels of an instance as the registry has them
     */
    public Outcomes(Watches watches, Function<URL, Labels> labels) {
        this.watches = watches;
        this.labels = labels;
    }

    /** Returns whether it matters to anybody how calls end. */
    public boolean matter() {
        return watches.areAttending();
    }

    /** Returns whether some document lets calls of this method be tried once more, on stable. */
    public boolean mayRetry(Invocation call) {
        return watches.mayRetryOnStable(RpcUtils.getMethodName(call));
    }

    /** Returns whether it matters how the calls of an instance end. */
    public boolean matterOf(URL instance) {
        return attended(instance) != null;
    }

    /** Returns who takes the outcome of a try, or null if nobody does. Allocates nothing. */
    public @Nullable InstanceWatch watchOf(Invocation call, URL instance) {
        RoutedCall<?> routed = Placements.routedOf(call);
        Attended attended = routed == null ? null : attended(instance);
        if (routed == null || attended == null || routed.decision() == null) {
            return null;
        }
        Tier tier = routed.placement().tier();
        return attended.watch().serving(tier == null ? null : tier.lane(), instance.getAddress());
    }

    /** Returns what the document of an instance's application says of failures. */
    public FailurePolicy policyOf(URL instance) {
        Attended attended = attended(instance);
        return attended == null ? FailurePolicy.NONE : attended.table().failures();
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
                ? table.laneOf(labels.apply(instance))
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
