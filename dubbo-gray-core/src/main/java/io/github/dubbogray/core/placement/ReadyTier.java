package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import java.util.List;

/**
 * A tier over the instances of one fleet, before it has a place in a plan.
 *
 * @param registered how many instances belong to it, those that were taken out included
 * @param able those that were not taken out
 * @param healthy those of them that are healthy; the same object where all are
 * @param affinity which requests to it belong together
 * @param nearer its parts near the caller, the nearest first; these have none
 */
record ReadyTier<S>(
        Tier tier,
        Capacity capacity,
        int registered,
        ReadySet<S> able,
        ReadySet<S> healthy,
        Affinity affinity,
        List<ReadyTier<S>> nearer) {

    ReadyTier {
        nearer = List.copyOf(nearer);
    }

    int required() {
        return capacity.requiredOf(registered);
    }

    boolean isAllHealthy() {
        return able.equals(healthy);
    }

    String shortage() {
        return tier.describe() + " has fewer than " + required() + " of " + registered + " instances present"
                + (isAllHealthy() ? "" : " and healthy");
    }
}
