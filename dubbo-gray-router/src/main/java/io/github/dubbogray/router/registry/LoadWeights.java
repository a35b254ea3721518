package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.balance.LoadWeight;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The load-based weights of one service's instances, followed step by step. Not safe for several threads. */
final class LoadWeights {

    /** The metadata key under which a provider publishes the percentage of its weight that it can bear. */
    static final String KEY = "dubbo.gray-load-weight";

    /** The label under which providers of earlier versions publish it. */
    static final String EARLIER_LABEL = "load-weight";

    private static final String EARLIER_KEY = InstanceLabels.PREFIX + EARLIER_LABEL;

    private final Map<String, LoadWeight> byAddress = new HashMap<>();

    /** Takes over what the instances of a list ask for, and forgets those that are gone. */
    void take(List<RegisteredInstance> list) {
        Map<String, Integer> wanted = new HashMap<>();
        for (RegisteredInstance instance : list) {
            String text = wantedBy(instance.metadata());
            if (text != null) {
                wanted.put(instance.address(), LoadWeight.read(text));
            }
        }
        byAddress.keySet().retainAll(wanted.keySet());
        wanted.forEach((address, percent) ->
                byAddress.merge(address, LoadWeight.startingAt(percent), (known, fresh) -> known.towards(percent)));
    }

    private static @Nullable String wantedBy(Map<String, String> metadata) {
        String text = metadata.get(KEY);
        return text == null ? metadata.get(EARLIER_KEY) : text;
    }

    /** Returns the part of its weight that an instance gets now, 0 to 1; all of it where it does not ask for less. */
    double partOf(RegisteredInstance instance) {
        return byAddress.getOrDefault(instance.address(), LoadWeight.FULL).percent() / 100;
    }

    /** Goes one step; returns whether anything moved. */
    boolean step() {
        boolean moved = byAddress.values().stream().anyMatch(weight -> !weight.isSettled());
        byAddress.replaceAll((address, weight) -> weight.next());
        return moved;
    }
}
