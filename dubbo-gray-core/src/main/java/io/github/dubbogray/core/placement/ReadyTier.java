package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import java.util.List;

/**
 * A tier over the instances of one fleet, before it has a place in a plan.
 *
 * @param roll who belongs to it, those that were taken out included
 * @param able those that were not taken out
 * @param healthy those of them that are healthy; the same object where all are
 * @param affinity which requests to it belong together
 * @param nearer its parts near the caller, the nearest first; these have none
 */
record ReadyTier<S>(
        Tier tier,
        Capacity capacity,
        Roll roll,
        ReadySet<S> able,
        ReadySet<S> healthy,
        Affinity affinity,
        List<ReadyTier<S>> nearer) {

    ReadyTier {
        nearer = List.copyOf(nearer);
    }

    int required() {
        return capacity.requiredOf(roll.registered());
    }

    boolean isAllHealthy() {
        return able.equals(healthy);
    }

    String shortage() {
        String numbers = tier.describe() + " has fewer than " + required() + " of " + roll.registered()
                + " instances present" + (isAllHealthy() ? "" : " and healthy")
                + (roll.ejected() > 0 ? ", " + roll.ejected() + " ejected" : "");
        return Roll.shortage(tier, numbers, roll.trip());
    }
}
