package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Capacity;
import java.util.BitSet;
import java.util.List;

/**
 * A tier over the instances of one fleet, before it has a place in a plan.
 *
 * @param positions its instances; never changed
 * @param instances the adapter's form of them
 * @param nearer its parts near the caller, the nearest first; these have none
 */
record ReadyTier<S>(Tier tier, Capacity capacity, BitSet positions, S instances, List<ReadyTier<S>> nearer) {

    ReadyTier {
        nearer = List.copyOf(nearer);
    }

    int required() {
        return capacity.requiredOf(positions.cardinality());
    }

    String shortage() {
        return tier.describe() + " has fewer than " + required() + " of " + positions.cardinality()
                + " instances present";
    }
}
