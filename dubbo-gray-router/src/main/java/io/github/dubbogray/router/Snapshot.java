package io.github.dubbogray.router;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;

/**
 * The invokers of one reference under the documents in force; immutable.
 *
 * @param origin the list that positions refer to; a {@link BitList} over another list means other instances
 * @param everything all of them, so that a placement on all needs no intersection
 */
record Snapshot<T>(List<Invoker<T>> origin, BitList<Invoker<T>> everything, Fleet<BitList<Invoker<T>>> fleet) {

    static <T> Snapshot<T> of(List<Invoker<T>> origin, Labels caller, Function<String, Table> tables) {
        BitList<Invoker<T>> everything = new BitList<>(origin);
        List<Instance> instances = origin.stream()
                .map(invoker -> InstanceLabels.instanceOf(invoker.getUrl()))
                .toList();
        Function<BitSet, BitList<Invoker<T>>> ready = positions ->
                positions.cardinality() == origin.size() ? everything : new BitList<>(origin, positions, null);
        return new Snapshot<>(origin, everything, Fleet.of(instances, caller, tables, ready));
    }

    @SuppressWarnings("ReferenceEquality") // it is handed out as this very list; comparing elements would cost a scan
    boolean isEverything(BitList<Invoker<T>> instances) {
        return instances == everything;
    }

    @SuppressWarnings("ReferenceEquality") // positions mean something for this very list only
    boolean isOf(BitList<Invoker<T>> invokers) {
        return invokers.getOriginList() == origin;
    }
}
