package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A neighbourhood of the caller: the instances whose preferred labels are the caller's own (clause P4).
 *
 * @param labels the labels shared with the caller
 * @param members positions of the instances that share them; never changed
 */
record Near(Labels labels, BitSet members) {

    /**
     * Returns the neighbourhoods, the nearest first: all preferred labels, then without the last, and so on. A label that
     * the caller does not have is nothing to be near by.
     */
    static List<Near> of(List<String> prefer, Labels caller, Members instances) {
        List<Near> nearest = new ArrayList<>();
        Map<String, String> shared = new LinkedHashMap<>();
        for (String key : prefer) {
            caller.value(key).ifPresent(value -> {
                shared.put(key, value);
                nearest.add(0, around(Labels.of(shared), instances));
            });
        }
        return List.copyOf(nearest);
    }

    private static Near around(Labels shared, Members instances) {
        return new Near(shared, instances.having(shared));
    }
}
