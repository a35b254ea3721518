package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes tiers over the instances of one application.
 *
 * @param neighbourhoods what is near the caller, the nearest first; none if the document prefers nothing
 * @param ready makes the adapter's form of a set of positions
 */
record ReadyTiers<S>(Members members, List<Near> neighbourhoods, Function<BitSet, S> ready) {

    ReadyTier<S> ofLane(Lane lane) {
        return tier(
                new Tier.OfLane(lane.name()), new Terms(lane.capacity(), lane.affinity()), lane.members()::includes);
    }

    ReadyTier<S> ofLabels(Labels wanted) {
        return tier(
                new Tier.OfLabels(wanted),
                new Terms(Capacity.ONE, Affinity.NONE),
                labels -> labels.containsAll(wanted));
    }

    /** Returns the adapter's empty set. */
    S none() {
        return ready.apply(new BitSet());
    }

    private ReadyTier<S> tier(Tier tier, Terms terms, Predicate<Labels> condition) {
        BitSet registered = members.where(condition);
        List<ReadyTier<S>> nearer = neighbourhoods.stream()
                .map(near -> new Part(new Tier.Near(tier, near.labels()), and(registered, near.members())))
                .filter(part -> !part.registered().equals(registered))
                .map(part -> tier(part, terms, List.of()))
                .toList();
        return tier(new Part(tier, registered), terms, nearer);
    }

    /** A tier with the positions of all that belong to it. */
    private record Part(Tier tier, BitSet registered) {}

    /** What a lane asks of its instances, and of the choice among them. */
    private record Terms(Capacity capacity, Affinity affinity) {}

    private ReadyTier<S> tier(Part part, Terms terms, List<ReadyTier<S>> nearer) {
        ReadySet<S> able = readySet(without(part.registered(), members.out()));
        ReadySet<S> healthy = able.positions().intersects(members.unhealthy())
                ? readySet(without(able.positions(), members.unhealthy()))
                : able;
        return new ReadyTier<>(
                part.tier(),
                terms.capacity(),
                part.registered().cardinality(),
                able,
                healthy,
                terms.affinity(),
                nearer);
    }

    private ReadySet<S> readySet(BitSet positions) {
        return new ReadySet<>(positions, ready.apply(positions));
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    private static BitSet without(BitSet all, BitSet some) {
        if (!all.intersects(some)) {
            return all;
        }
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }
}
