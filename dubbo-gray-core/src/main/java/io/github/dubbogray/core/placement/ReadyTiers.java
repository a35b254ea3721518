package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes tiers over the instances of one application.
 *
 * @param members the labels of each instance, by its position in the whole fleet
 * @param neighbourhoods what is near the caller, the nearest first; none if the document prefers nothing
 * @param ready makes the adapter's form of a set of positions
 */
record ReadyTiers<S>(Map<Integer, Labels> members, List<Near> neighbourhoods, Function<BitSet, S> ready) {

    ReadyTier<S> ofLane(Lane lane) {
        return tier(new Tier.OfLane(lane.name()), lane.capacity(), lane.members()::includes);
    }

    ReadyTier<S> ofLabels(Labels wanted) {
        return tier(new Tier.OfLabels(wanted), Capacity.ONE, labels -> labels.containsAll(wanted));
    }

    /** Returns the adapter's empty set. */
    S none() {
        return ready.apply(new BitSet());
    }

    private ReadyTier<S> tier(Tier tier, Capacity capacity, Predicate<Labels> condition) {
        BitSet positions = new BitSet();
        members.forEach((position, labels) -> positions.set(position, condition.test(labels)));
        List<ReadyTier<S>> nearer = neighbourhoods.stream()
                .map(near -> nearer(tier, capacity, positions, near))
                .filter(part -> !part.positions().equals(positions))
                .toList();
        return new ReadyTier<>(tier, capacity, positions, ready.apply(positions), nearer);
    }

    private ReadyTier<S> nearer(Tier tier, Capacity capacity, BitSet positions, Near near) {
        BitSet part = (BitSet) positions.clone();
        part.and(near.members());
        return new ReadyTier<>(new Tier.Near(tier, near.labels()), capacity, part, ready.apply(part), List.of());
    }
}
