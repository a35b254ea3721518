package io.github.dubbogray.router.call;

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
public final class Subset<T> {

    private final BitList<Invoker<T>> list;
    private final BitSet positions;
    private final RegistryWeights registryWeights;

    /** Null until the first call; several may make it at once, and each is as good as the others. */
    private volatile @Nullable Ready ready;

    /**
     * Makes a subset.
     *
     * @param list its invokers; never changed
     * @param positions their positions in the list's origin; never changed
     */
    public Subset(BitList<Invoker<T>> list, BitSet positions, RegistryWeights registryWeights) {
        this.list = list;
        this.positions = positions;
        this.registryWeights = registryWeights;
    }

    /** The registry's own weight of each invoker of a reference, by position. */
    @FunctionalInterface
    public interface RegistryWeights {

        double of(int position);
    }

    /** Weights made ready; immutable. */
    public static final class Ready {

        private final int[] positions;
        private final WeightedMembers members;
        private final long warmAtMillis;
        private final Scope scope;

        private Ready(int[] positions, WeightedMembers members, long warmAtMillis, Scope scope) {
            this.positions = positions;
            this.members = members;
            this.warmAtMillis = warmAtMillis;
            this.scope = scope;
        }

        /** For which calls weights hold. */
        public enum Scope {
            EVERY_CALL,
            ONE_METHOD
        }

        public WeightedMembers members() {
            return members;
        }

        public int size() {
            return positions.length;
        }

        /** Returns the position of a member in the list's origin. */
        public int positionOf(int member) {
            return positions[member];
        }

        /** Returns the time from which on no member is warming up. */
        long warmAtMillis() {
            return warmAtMillis;
        }

        public boolean isWarm(long nowMillis) {
            return nowMillis >= warmAtMillis;
        }

        public Scope scope() {
            return scope;
        }
    }

    public BitList<Invoker<T>> list() {
        return list;
    }

    /** Returns the positions in the list's origin; not to be changed. */
    public BitSet positions() {
        return positions;
    }

    /** Returns whether a list is about the same instances, so that positions mean the same in both. */
    @SuppressWarnings("ReferenceEquality") // positions mean something for this very list only
    public boolean isOver(BitList<?> invokers) {
        return invokers.getOriginList() == list.getOriginList() && !invokers.hasMoreElementInTailList();
    }

    public Ready ready(Invocation invocation) {
        Ready known = ready;
        if (known == null) {
            known = makeReady(invocation);
            ready = known;
        }
        return known;
    }

    private Ready makeReady(Invocation invocation) {
        int[] order = positions.stream().toArray();
        double[] weights = new double[order.length];
        List<String> names = new ArrayList<>(order.length);
        long warmAt = 0;
        boolean isByMethod = false;
        for (int member = 0; member < order.length; member++) {
            Invoker<T> invoker = list.getByIndex(order[member]);
            names.add(invoker.getUrl().getAddress());
            weights[member] = DubboWeight.of(invoker, invocation) * registryWeights.of(order[member]);
            warmAt = Math.max(warmAt, DubboWeight.warmAt(invoker));
            isByMethod = isByMethod || DubboWeight.isByMethod(invoker);
        }
        return new Ready(
                order,
                WeightedMembers.of(names, weights),
                warmAt,
                isByMethod ? Ready.Scope.ONE_METHOD : Ready.Scope.EVERY_CALL);
    }
}
