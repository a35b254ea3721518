package io.github.dubbogray.core.placement;

import java.util.List;

/**
 * A placement with all that led to it.
 *
 * @param tiers every tier, application by application, in the order of trying; the parts near the caller stand before the
 *     tier they belong to, where that tier was chosen
 * @param instances positions of the instances that may serve and are candidates of the call
 */
public record Trace(List<TierStep> tiers, Placement placement, List<Integer> instances) {

    public Trace {
        tiers = List.copyOf(tiers);
        instances = List.copyOf(instances);
    }
}
