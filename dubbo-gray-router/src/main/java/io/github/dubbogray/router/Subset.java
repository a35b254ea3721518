package io.github.dubbogray.router;

import io.github.dubbogray.core.balance.WeightedMembers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * Invokers of one reference that serve together: a ready list for the router, and ready weights for the load balancer.
 * Immutable but for the weights, which the first call that asks for them makes; Dubbo's weights depend on the reference,
 * which only a call knows.
 */
final class Subset<T> {

    private final BitList<Invoker<T>> list;
    private final int[] positions;
    private final RegistryWeights registryWeights;

    /** Null until the first call; several may make it at once, and each is as good as the others. */
    private volatile @Nullable Ready ready;

    /**
     * Makes a subset.
     *
     * @param list its invokers; never changed
     * @param positions their positions in the list's origin
     */
    Subset(BitList<Invoker<T>> list, BitSet positions, RegistryWeights registryWeights) {
        this.list = list;
        this.positions = positions.stream().toArray();
        this.registryWeights = registryWeights;
    }

    /** The registry's own weight of each invoker of a reference, by position. */
    @FunctionalInterface
    interface RegistryWeights {

        double of(int position);
    }

    /**
     * Weights made ready.
     *
     * @param members by their order in {@link #positions}
     * @param warmAtMillis from when on no member is warming up
     * @param scope for which calls they hold
     */
    record Ready(WeightedMembers members, long warmAtMillis, Scope scope) {

        boolean isWarm(long nowMillis) {
            return nowMillis >= warmAtMillis;
        }

        /** For which calls weights hold. */
        enum Scope {
            EVERY_CALL,
            ONE_METHOD
        }
    }

    BitList<Invoker<T>> list() {
        return list;
    }

    /** Returns whether a list is about the same instances, so that positions mean the same in both. */
    @SuppressWarnings("ReferenceEquality") // positions mean something for this very list only
    boolean isOver(BitList<?> invokers) {
        return invokers.getOriginList() == list.getOriginList() && !invokers.hasMoreElementInTailList();
    }

    int size() {
        return positions.length;
    }

    int positionOf(int member) {
        return positions[member];
    }

    Ready ready(Invocation invocation) {
        Ready known = ready;
        if (known == null) {
            known = makeReady(invocation);
            ready = known;
        }
        return known;
    }

    private Ready makeReady(Invocation invocation) {
        double[] weights = new double[positions.length];
        List<String> names = new ArrayList<>(positions.length);
        long warmAt = 0;
        boolean isByMethod = false;
        for (int member = 0; member < positions.length; member++) {
            Invoker<T> invoker = list.getByIndex(positions[member]);
            names.add(invoker.getUrl().getAddress());
            weights[member] = DubboWeight.of(invoker, invocation) * registryWeights.of(positions[member]);
            warmAt = Math.max(warmAt, DubboWeight.warmAt(invoker));
            isByMethod = isByMethod || DubboWeight.isByMethod(invoker);
        }
        return new Ready(
                WeightedMembers.of(names, weights),
                warmAt,
                isByMethod ? Ready.Scope.ONE_METHOD : Ready.Scope.EVERY_CALL);
    }
}
