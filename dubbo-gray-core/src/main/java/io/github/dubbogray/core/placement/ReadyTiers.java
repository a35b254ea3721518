package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes tiers over the instances of one application.
 *
 * @param neighbourhoods what is near the caller, the nearest first; none if the document prefers nothing
 * @param gaps the lanes of which something counts as absent
 * @param ready makes the adapter's form of a set of positions
 */
record ReadyTiers<S>(Members members, List<Near> neighbourhoods, List<Gap> gaps, Function<BitSet, S> ready) {

    ReadyTiers {
        gaps = List.copyOf(gaps);
    }

    /** Returns a lane as a request finds it that was not admitted: empty, if it does not take every request (clause P5). */
    ReadyTier<S> ofLane(Lane lane) {
        return ofLane(
                lane,
                gapsOf(lane)
                        .map(gap -> new Missing(gap.absent(), gap.trip()))
                        .findFirst()
                        .orElse(Missing.NOTHING));
    }

    /** Returns a lane as an admitted request finds it; empty if the lane does not ask who is admitted. */
    Optional<ReadyTier<S>> ofLaneAdmitting(Lane lane) {
        return gapsOf(lane)
                .filter(gap -> gap.intake() == Absence.Intake.ADMITTED)
                .map(gap -> ofLane(lane, new Missing(gap.ejected(), "")))
                .findFirst();
    }

    private Stream<Gap> gapsOf(Lane lane) {
        return gaps.stream().filter(gap -> gap.lane().equals(lane.name()));
    }

    private ReadyTier<S> ofLane(Lane lane, Missing missing) {
        BitSet registered = members.of(lane.members());
        return tier(
                new Part(new Tier.OfLane(lane.name()), registered, missing),
                new Terms(lane.capacity(), lane.affinity()));
    }

    /** Labels choose nobody who is ejected from a lane, and nobody of a lane that does not take every request. */
    ReadyTier<S> ofLabels(Labels wanted) {
        BitSet registered = members.having(wanted);
        return tier(
                new Part(new Tier.OfLabels(wanted), registered, Missing.among(registered, gaps)),
                new Terms(Capacity.ONE, Affinity.NONE));
    }

    /** Returns the adapter's empty set. */
    S none() {
        return ready.apply(new BitSet());
    }

    private ReadyTier<S> tier(Part whole, Terms terms) {
        List<ReadyTier<S>> nearer = neighbourhoods.stream()
                .map(whole::near)
                .filter(part -> !part.registered().equals(whole.registered()))
                .map(part -> tier(part, terms, List.of()))
                .toList();
        return tier(whole, terms, nearer);
    }

    /** A tier with the positions of all that belong to it, and what of them counts as absent. */
    private record Part(Tier tier, BitSet registered, Missing missing) {

        Part near(Near near) {
            return new Part(new Tier.Near(tier, near.labels()), and(registered, near.members()), missing);
        }
    }

    /**
     * Who counts as absent.
     *
     * @param instances positions of them, and of others that belong to no tier it is about; never changed
     * @param trip see {@link Roll}
     */
    private record Missing(BitSet instances, String trip) {

        static final Missing NOTHING = new Missing(new BitSet(), "");

        static Missing among(BitSet registered, List<Gap> gaps) {
            BitSet absent = new BitSet();
            List<String> trips = new ArrayList<>();
            for (Gap gap : gaps) {
                absent.or(gap.absent());
                if (!gap.isOpen() && gap.members().intersects(registered)) {
                    trips.add(gap.trip());
                }
            }
            return new Missing(absent, String.join(" and ", trips));
        }
    }

    /** What a lane asks of its instances, and of the choice among them. */
    private record Terms(Capacity capacity, Affinity affinity) {}

    private ReadyTier<S> tier(Part part, Terms terms, List<ReadyTier<S>> nearer) {
        BitSet wanted = without(part.registered(), members.out());
        ReadySet<S> able = readySet(without(wanted, part.missing().instances()));
        ReadySet<S> healthy = able.positions().intersects(members.unhealthy())
                ? readySet(without(able.positions(), members.unhealthy()))
                : able;
        return new ReadyTier<>(
                part.tier(),
                terms.capacity(),
                new Roll(
                        part.registered().cardinality(),
                        wanted.cardinality() - able.positions().cardinality(),
                        part.missing().trip()),
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
