package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.CallTag;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.RoutedCall;
import io.github.dubbogray.router.call.StableRetry;
import io.github.dubbogray.router.call.Subset;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.SaidOnce;
import io.github.dubbogray.router.record.RecordedCall;
import io.github.dubbogray.router.registry.Registration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.config.ConfigurationUtils;
import org.apache.dubbo.common.utils.Holder;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.cluster.Constants;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.state.AbstractStateRouter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * Places each call of one reference: colors it if it has no tag, then leaves the instances of its tier. It asks the
 * routers behind it itself: where these leave none of them, it places the call again without those instances, as if they
 * were absent, until somebody is left or no tier has capacity.
 *
 * <p>Instances ({@link #notify}), documents and what the registry says of instances arrive on different threads; each builds
 * a whole new snapshot under {@code rebuilding} and publishes it through one volatile, which a call reads once. Nothing here
 * throws: from a notification that would abort Dubbo's address refresh, from a call it would look like missing providers
 * (clause D4).
 */
final class GrayRouter<T> extends AbstractStateRouter<T> {

    private static final int MOST_PLACED_AGAIN = 10;

    private final GrayApplication gray;
    private final References references;
    private final Runnable onChange = this::rebuild;
    private final Followed followed;

    /** Draws a bucket; made once, as a call must not. */
    private final IntSupplier bucket;

    /** Of this reference alone: what it says may hold tags, and whoever sends those must not silence others. */
    private final SaidOnce placedAgain = SaidOnce.upTo(MOST_PLACED_AGAIN);

    private final Object rebuilding = new Object();

    /** Whether Dubbo asks no further router once nobody is left, as it does unless told otherwise. */
    private final boolean shouldFailFast;

    /** Written under rebuilding: after {@link #stop}, nothing of this router is kept. */
    private volatile boolean isStopped;

    private volatile Snapshot<T> snapshot;

    /** For a change that could not be taken over. */
    private final Retry laterRebuild;

    /** Made anew where Dubbo asks with another URL of the reference, which it does once. */
    private volatile RoutedCall.Caller caller;

    GrayRouter(URL url, GrayApplication gray) {
        super(url);
        this.gray = gray;
        this.bucket = () -> (int) gray.surroundings().below(Split.BUCKETS);
        this.references = References.of(url.getOrDefaultApplicationModel(), gray);
        this.shouldFailFast = Boolean.parseBoolean(
                ConfigurationUtils.getProperty(moduleModel, Constants.SHOULD_FAIL_FAST_KEY, "true"));
        this.caller = new RoutedCall.Caller(url, gray.labels(), gray.meters(), gray.watches());
        this.laterRebuild = new Retry(references.retries(), onChange);
        this.followed = new Followed(url, gray, references.retries(), onChange);
        this.snapshot = snapshotOf(List.of()); // of nobody, so there is nothing to tell
    }

    /** Returns a new one that is seen among the routers of its application. */
    static <T> GrayRouter<T> of(URL url, GrayApplication gray) {
        GrayRouter<T> made = new GrayRouter<>(url, gray);
        made.references.add(made);
        return made;
    }

    @Override
    public void notify(BitList<Invoker<T>> invokers) {
        if (isStopped) {
            return;
        }
        try {
            take(invokers.getOriginList());
        } catch (Throwable bug) { // also an error: Dubbo's thread goes on
            gray.report("Cannot take over the instances of {}.", getUrl(), bug);
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
        // Placing and those behind take instances out of the list; a whole one can be made anew, without a copy.
        List<Invoker<T>> origin = invokers.getOriginList(); // each look at a list takes its lock
        BitList<Invoker<T>> candidates = invokers.size() == origin.size() ? null : invokers.clone();
        Purpose purpose = needToPrintMessage && !isPrintedCall() ? Purpose.PRINT : Purpose.CALL;
        RoutedCall<T> call = candidates != null && candidates.isEmpty() // that nobody is there is not ours to refuse
                ? unplaced(invocation)
                : placed(invokers, origin, candidates == null ? Listed.ALL : Listed.SOME, url, invocation, purpose);
        boolean isOver = call != null && call.isRefused() && shouldFailFast;
        BitList<Invoker<T>> left = isOver
                ? invokers
                : RoutersBehind.answerOver(
                        invokers, continueRoute(invokers, url, invocation, needToPrintMessage, nodeHolder));
        if (call == null) {
            return left;
        }
        if (left.isEmpty() && !call.isRefused()) {
            RoutersBehind<T> behind = chosen -> continueRoute(chosen, url, invocation, needToPrintMessage, nodeHolder);
            Supplier<String> thief = () -> needToPrintMessage && nodeHolder != null
                    ? RoutersBehind.whoLeftNone(nodeHolder.get())
                    : Placements.SOMEBODY;
            left = new SecondPlacement<>(call, candidates, thief)
                    .find(taken -> placedAgain(call, taken, purpose), behind);
        }
        if (Placements.lastOf(invocation) != null) { // else it passes as it came, after all
            tell(invocation, call.placement(), purpose, messageHolder);
        }
        return left;
    }

    /** Where an operator has Dubbo print how each call is routed, the pass that is printed is the call's own, and its only one. */
    private static boolean isPrintedCall() {
        return RpcContext.getServiceContext().isNeedPrintRouterSnapshot();
    }

    /** Tells who asks, and of a call those who count and record calls; the call goes on whatever becomes of that. */
    private void tell(
            Invocation invocation, Placement placement, Purpose purpose, @Nullable Holder<String> messageHolder) {
        try {
            if (messageHolder != null) {
                messageHolder.set(placement.describe());
            }
            if (purpose == Purpose.CALL) {
                snapshot.counts().placed(placement);
                gray.recordings().placed(invocation, placement);
            }
        } catch (Throwable bug) { // also an error: Dubbo would find no instance for the call
            gray.report("A call of {} is not counted.", getUrl(), bug);
        }
    }

    /** This router asks those behind it itself, so that it can place a call again that they leave nobody for. */
    @Override
    protected boolean supportContinueRoute() {
        return true;
    }

    @Override
    public void stop() {
        Guarded.run( // Dubbo has the next router to stop
                () -> Guarded.runAll(List.of(
                        followed::end,
                        this::leave,
                        () -> references.snapshots().forget(this),
                        () -> gray.events().publishPutOff())),
                bug -> gray.report("The router of {} does not end as it should.", getUrl(), bug));
    }

    private void leave() {
        synchronized (rebuilding) {
            isStopped = true;
            gray.arrivals().changed(this, snapshot.origin(), List.of());
        }
    }

    @Override
    protected String doBuildSnapshot() {
        Snapshot<T> current = snapshot;
        String tables = current.fleet().tables().stream()
                .map(table -> table.application() + " revision " + table.revision())
                .collect(Collectors.joining(", "));
        return "GrayRouter: " + current.origin().size() + " instances of " + tables + "\n"
                + gray.documents().describe() + "\n" + gray.live().describe() + "\n"
                + gray.watches().describe() + gray.meters() + "\n";
    }

    /**
     * Begins with a call and places it. Returns null if it passes as it came.
     *
     * @param listed who is among the candidates
     */
    private @Nullable RoutedCall<T> placed(
            BitList<Invoker<T>> invokers,
            List<Invoker<T>> origin,
            Listed listed,
            URL url,
            Invocation invocation,
            Purpose purpose) {
        try {
            Snapshot<T> current = snapshotFor(origin);
            if (!current.isEmpty()) {
                RoutedCall<T> call = new RoutedCall<>(invocation, callerAt(url), invokers);
                RecordedCall recorded =
                        purpose == Purpose.CALL ? gray.recordings().take(invocation, call, current.fleet()) : null;
                String tag = tagOf(call, current, recorded);
                place(call, tag, current, listed == Listed.ALL ? current : call, List.of(), purpose);
                Placements.keep(invocation, call);
                return call;
            }
        } catch (Throwable bug) { // also an error: the call would have worked without us
            gray.report("A call of {} passes unrouted.", getUrl(), bug);
        }
        return unplaced(invocation);
    }

    /** Whether all instances are among the candidates of a call. */
    private enum Listed {
        ALL,
        SOME
    }

    /** What a placement is for. */
    private enum Purpose {
        /** To make a call, which may use up what there is little of. */
        CALL,
        /** To say where a call goes. */
        PRINT
    }

    /** Lets a call pass as it came. */
    private @Nullable RoutedCall<T> unplaced(Invocation invocation) {
        Placements.forget(invocation);
        return null;
    }

    /** Places a call once more. */
    private SecondPlacement.Outcome placedAgain(RoutedCall<T> call, List<Placement.Taken> taken, Purpose purpose) {
        try {
            place(
                    call,
                    CallTag.of(call.invocation()),
                    snapshotFor(call.invokers().getOriginList()),
                    call,
                    taken,
                    purpose);
            if (call.isRefused()) { // which Dubbo logs, and the caller is told
                return SecondPlacement.Outcome.REFUSED;
            }
            placedAgain.warn("Calls of " + getUrl().getServiceKey() + ": "
                    + call.placement().describe());
            return SecondPlacement.Outcome.PLACED;
        } catch (Throwable bug) { // also an error: the call may work without us
            gray.report("A call of {} is not placed again.", getUrl(), bug);
            Placements.forget(call.invocation());
            return SecondPlacement.Outcome.FAILED;
        }
    }

    /**
     * Takes all candidates out of a call's list but those it is placed on.
     *
     * @param presence says who is there before anything is taken out
     */
    private void place(
            RoutedCall<T> call,
            @Nullable String tag,
            Snapshot<T> current,
            Presence presence,
            List<Placement.Taken> before,
            Purpose purpose) {
        List<Placement.Taken> taken = before;
        if (takesTagged(call, current)) {
            call.invokers().and(current.untagged());
            taken = DubboTags.takenAnd(before);
        }
        Decision<Subset<T>> decision = decide(call, tag, current, taken.isEmpty() ? presence : call, purpose);
        call.place(taken.isEmpty() ? decision : decision.after(taken));
        BitList<Invoker<T>> instances = decision.instances().list();
        if (!current.isEverything(instances)) {
            call.invokers().and(instances);
        }
    }

    /** A call of which a try failed on a gray lane may go to stable instead, with the tag that it has. */
    private Decision<Subset<T>> decide(
            RoutedCall<T> call, @Nullable String tag, Snapshot<T> current, Presence presence, Purpose purpose) {
        StableRetry retry = gray.outcomes().matter() ? StableRetry.on(call.invocation()) : null;
        if (retry != null) {
            if (purpose == Purpose.CALL) {
                retry.make();
                current.counts().retried(retry.tried());
            }
            return current.fleet().placeOnStable(retry.tried(), presence);
        }
        return current.fleet().place(tag, purpose == Purpose.CALL ? call : call.known(), presence);
    }

    /** Returns whether Dubbo's tag router is about to take all instances that carry a tag away from a call. */
    private boolean takesTagged(RoutedCall<T> call, Snapshot<T> current) {
        return current.hasDubboTags()
                && !DubboTags.isOn(call.invocation(), call.consumer())
                && RoutersBehind.haveTagRouter(getNextRouter());
    }

    /** Returns the tag of a call, coloring one that has none, once: a later try finds what the first was answered. */
    private @Nullable String tagOf(RoutedCall<T> call, Snapshot<T> current, @Nullable RecordedCall recorded) {
        String tag = CallTag.of(call.invocation());
        return tag != null || call.wasLeftOpen()
                ? tag
                : CallTag.keep(call.invocation(), colored(call, current, recorded));
    }

    private Coloring colored(RoutedCall<T> call, Snapshot<T> current, @Nullable RecordedCall recorded) {
        Coloring coloring = current.fleet().color(call, recorded == null ? bucket : recorded.drawing(bucket));
        current.counts().colored(coloring);
        if (recorded != null) {
            recorded.answered(coloring);
        }
        return call.colored(coloring);
    }

    @SuppressWarnings("ReferenceEquality") // comparing URLs costs more than making a caller
    private RoutedCall.Caller callerAt(URL url) {
        RoutedCall.Caller current = caller;
        if (current.consumer() != url) {
            current = new RoutedCall.Caller(url, gray.labels(), gray.meters(), gray.watches());
            caller = current;
        }
        return current;
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Returns what calls of the reference see now, for who only looks. */
    RoutedReference seen() {
        Snapshot<T> current = snapshot;
        List<RoutedInstance> instances =
                current.origin().stream().map(this::seen).toList();
        return new RoutedReference(
                getUrl(),
                instances,
                current.fleet(),
                current,
                gray.watches(),
                references.snapshots().isCurrent(current)); // at last: what changed before is in the instances
    }

    private RoutedInstance seen(Invoker<T> invoker) {
        Registration registration = gray.registrationOf(invoker.getUrl());
        return new RoutedInstance(
                invoker.getUrl().getAddress(), registration.instance(), registration.weight(), invoker.isAvailable());
    }

    /** Returns whether calls over a list need no snapshot of their own. */
    boolean isReadyFor(List<Invoker<T>> origin) {
        return snapshot.isOver(origin);
    }

    /** A list that is not the one of the last notification gets a snapshot of its own: slower, but never wrong. */
    private Snapshot<T> snapshotFor(List<Invoker<T>> origin) {
        Snapshot<T> current = snapshot;
        if (current.isOver(origin)) {
            return current;
        }
        return references.snapshots().known(getUrl(), origin);
    }

    private Snapshot<T> snapshotOf(List<Invoker<T>> origin) {
        return isStopped
                ? references.snapshots().apart(getUrl(), origin)
                : references.snapshots().of(this, getUrl(), origin);
    }

    /**
     * Has the new instances at once, under what is known of them, whatever becomes of following documents and registries,
     * which may wait for these. What was told before they were followed is taken over afterwards.
     */
    private void take(List<Invoker<T>> origin) {
        synchronized (rebuilding) {
            List<Invoker<T>> before = snapshot.origin();
            if (before != origin) {
                snapshot = snapshotOf(origin);
                if (!isStopped) {
                    gray.arrivals().changed(this, before, origin);
                }
            }
        }
        gray.events().publishPutOff();
        followed.follow(origin);
        if (RoutersBehind.haveTagRouter(getNextRouter())) {
            DubboTags.describe(origin, getUrl()).forEach(gray::warnOnce);
        }
    }

    private void rebuild() {
        try {
            synchronized (rebuilding) {
                if (!isStopped) {
                    snapshot = snapshotOf(snapshot.origin());
                }
            }
            gray.events().publishPutOff();
        } catch (Throwable bug) { // also out of memory: the last snapshot stays, for a while
            gray.report("Cannot take over a change for {}.", getUrl(), bug);
            Guarded.run( // the change is told once, and nobody would come back to it
                    laterRebuild::later,
                    noThread -> gray.report("A change for {} is not tried again.", getUrl(), noThread));
        }
    }
}
