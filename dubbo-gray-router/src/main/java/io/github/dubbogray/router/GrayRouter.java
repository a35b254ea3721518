package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Split;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.utils.Holder;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.state.AbstractStateRouter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * Places each call of one reference: colors it if it has no tag, then answers with a ready list of its tier.
 *
 * <p>Instances ({@link #notify}), documents and what the registry says of instances arrive on different threads; each builds
 * a whole new snapshot under {@code rebuilding} and publishes it through one volatile, which a call reads once. Nothing here
 * throws: from a notification that would abort Dubbo's address refresh, from a call it would look like missing providers
 * (clause D4).
 */
final class GrayRouter<T> extends AbstractStateRouter<T> {

    private final GrayApplication gray;
    private final Runnable onChange = this::rebuild;
    private final Object rebuilding = new Object();

    private volatile Snapshot<T> snapshot;

    /** Made anew where Dubbo asks with another URL of the reference, which it does once. */
    private volatile RoutedCall.Caller caller;

    GrayRouter(URL url, GrayApplication gray) {
        super(url);
        this.gray = gray;
        this.caller = new RoutedCall.Caller(url, gray.labels(), gray.counters().tooLongValues());
        this.snapshot = snapshotOf(List.of());
    }

    @Override
    public void notify(BitList<Invoker<T>> invokers) {
        if (!gray.isActive()) {
            return;
        }
        try {
            follow(invokers.getOriginList());
        } catch (RuntimeException | LinkageError bug) {
            gray.report("Cannot take over the instances of " + getUrl().getServiceKey() + ".", bug);
        }
    }

    @Override
    protected BitList<Invoker<T>> doRoute(
            BitList<Invoker<T>> invokers,
            URL url,
            Invocation invocation,
            boolean needToPrintMessage,
            @Nullable Holder<RouterSnapshotNode<T>> nodeHolder,
            @Nullable Holder<String> messageHolder) {
        if (!gray.isActive()) {
            return invokers;
        }
        try {
            Snapshot<T> current = snapshotFor(invokers);
            if (current.isEmpty()) {
                return invokers;
            }
            RoutedCall<T> call = new RoutedCall<>(invocation, callerAt(url), current.origin(), invokers);
            Decision<Subset<T>> decision = current.fleet().place(tagOf(call, current), call);
            if (decision.placement() instanceof Placement.Refused && invokers.isEmpty()) {
                return invokers; // nobody was there to be placed on, which is not ours to refuse
            }
            if (needToPrintMessage && messageHolder != null) {
                messageHolder.set(decision.placement().describe());
            } else {
                count(decision.placement());
            }
            Placements.keep(invocation, call.place(decision));
            BitList<Invoker<T>> instances = decision.instances().list();
            return current.isEverything(instances) ? invokers : instances;
        } catch (RuntimeException | LinkageError bug) {
            gray.report("A call of " + getUrl().getServiceKey() + " passes unrouted.", bug);
            return invokers;
        }
    }

    @Override
    public void stop() {
        gray.documents().forget(onChange);
        gray.live().forget(onChange);
        gray.snapshots().forget(getUrl().getServiceKey());
    }

    @Override
    protected String doBuildSnapshot() {
        Snapshot<T> current = snapshot;
        String tables = current.fleet().tables().stream()
                .map(table -> table.application() + " revision " + table.revision())
                .collect(Collectors.joining(", "));
        return "GrayRouter: " + current.origin().size() + " instances of " + tables + "\n"
                + gray.documents().describe() + "\n" + gray.live().describe() + "\n" + gray.counters() + "\n";
    }

    private void count(Placement placement) {
        if (placement instanceof Placement.Refused) {
            gray.counters().refusedCalls().increment();
        }
    }

    /** Returns the tag of a call, coloring one that has none. */
    private @Nullable String tagOf(RoutedCall<T> call, Snapshot<T> current) {
        String tag = CallTag.of(call.invocation());
        return tag != null ? tag : CallTag.keep(call.invocation(), colored(call, current));
    }

    private Coloring colored(RoutedCall<T> call, Snapshot<T> current) {
        return current.fleet().color(call, () -> ThreadLocalRandom.current().nextInt(Split.BUCKETS));
    }

    @SuppressWarnings("ReferenceEquality") // comparing URLs costs more than making a caller
    private RoutedCall.Caller callerAt(URL url) {
        RoutedCall.Caller current = caller;
        if (current.consumer() != url) {
            current = new RoutedCall.Caller(url, gray.labels(), gray.counters().tooLongValues());
            caller = current;
        }
        return current;
    }

    /** A list that is not the one of the last notification gets a snapshot of its own: slower, but never wrong. */
    private Snapshot<T> snapshotFor(BitList<Invoker<T>> invokers) {
        Snapshot<T> current = snapshot;
        return current.isOf(invokers) ? current : snapshotOf(invokers.getOriginList());
    }

    private Snapshot<T> snapshotOf(List<Invoker<T>> origin) {
        return gray.snapshots().of(getUrl().getServiceKey(), origin);
    }

    /** Follows documents and registries first, which may wait for them, then builds, which never waits. */
    private void follow(List<Invoker<T>> origin) {
        origin.stream()
                .map(invoker -> InstanceLabels.applicationOf(invoker.getUrl()))
                .distinct()
                .forEach(application -> gray.documents().follow(application, onChange));
        origin.stream()
                .map(invoker -> RegistryService.of(invoker.getUrl()))
                .distinct()
                .forEach(service -> gray.live().follow(service, onChange));
        synchronized (rebuilding) {
            if (snapshot.origin() != origin) {
                snapshot = snapshotOf(origin);
            }
        }
    }

    private void rebuild() {
        try {
            synchronized (rebuilding) {
                snapshot = snapshotOf(snapshot.origin());
            }
        } catch (RuntimeException | LinkageError bug) {
            gray.report("Cannot take over a change for " + getUrl().getServiceKey() + ".", bug);
        }
    }
}
