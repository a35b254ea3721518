package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.RegisteredLabels;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.label.MalformedLabels;
import io.github.dubbogray.router.label.SelfDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the registry says of one instance now.
 *
 * @param labels what counts: what it registered, with an operator's edits, and its cluster as label {@code cluster}
 * @param application the provider application, where the registry's list says it beside each instance
 * @param own what it says of itself; empty if it does not say
 * @param weight the operator's weight, 1 unless changed, times its load-based one
 */
record LiveInstance(
        Labels labels, Optional<String> application, Optional<Labels> own, double weight, Standing standing) {

    private static final String APPLICATION = "application";

    /**
     * Returns what the registry says.
     *
     * @param loadPart which part of its weight the instance can bear, 0 to 1
     */
    static LiveInstance of(RegisteredInstance registered, double loadPart) {
        return new LiveInstance(
                RegisteredLabels.in(registered.metadata(), registered.cluster()),
                Optional.ofNullable(registered.metadata().get(APPLICATION)).map(InstanceLabels::printable),
                SelfDescription.in(registered.metadata()).map(own -> withoutMalformed(own, registered)),
                registered.weight() * loadPart,
                registered.standing());
    }

    /** A label that the registry has garbled is told as {@link MalformedLabel}, not as a drift to no label at all. */
    private static Labels withoutMalformed(Labels own, RegisteredInstance registered) {
        Labels comparable = own;
        for (Map.Entry<String, String> entry : registered.metadata().entrySet()) {
            if (MalformedLabels.isMalformed(entry.getKey(), entry.getValue())) {
                comparable = comparable.without(entry.getKey().substring(InstanceLabels.PREFIX.length()));
            }
        }
        return comparable;
    }

    /** Returns the same one, taken out. */
    LiveInstance out() {
        return new LiveInstance(labels, application, own, 0, Standing.OUT);
    }

    /** Returns the labels of which it says one thing and the registry another. */
    List<LabelDrift> drifts(String service, String address) {
        if (own.isEmpty()) {
            return List.of();
        }
        TreeSet<String> keys = new TreeSet<>(own.get().toMap().keySet());
        keys.addAll(labels.toMap().keySet());
        keys.remove(LoadWeights.EARLIER_LABEL);
        List<LabelDrift> drifts = new ArrayList<>();
        for (String key : keys) {
            String registered = own.get().value(key).orElse("");
            String effective = labels.value(key).orElse("");
            boolean isItsCluster = key.equals(RegisteredLabels.CLUSTER) && registered.isEmpty();
            if (!registered.equals(effective) && !isItsCluster) {
                drifts.add(new LabelDrift(application.orElse(service), address, key, registered, effective));
            }
        }
        return drifts;
    }
}
