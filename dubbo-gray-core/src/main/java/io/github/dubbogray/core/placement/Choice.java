package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Affinity;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * A tier over the instances of one fleet, with the decisions it leads to made ready.
 *
 * @param rank its number in the plan, from 0
 * @param roll who belongs to it
 * @param required how many of them must be present
 * @param able those that were not taken out
 * @param healthy those of them that are healthy; the same object where all are
 * @param nearer its parts near the caller, the nearest first, as choices of the same rank
 */
record Choice<S>(int rank, Tier tier, Roll roll, int required, Part<S> able, Part<S> healthy, List<Choice<S>> nearer) {

    Choice {
        nearer = List.copyOf(nearer);
    }

    /**
     * Instances of a tier that serve together.
     *
     * @param tier says which they are
     * @param members their positions; never changed
     * @param decision to send a request to them
     */
    record Part<S>(Tier tier, BitSet members, Decision<S> decision) {

        static <S> Part<S> of(Tier tier, ReadySet<S> set, Affinity affinity, Function<Tier, Placement> placement) {
            return new Part<>(tier, set.positions(), new Decision<>(placement.apply(tier), set.instances(), affinity));
        }
    }

    static <S> Choice<S> of(int rank, ReadyTier<S> ready, Function<Tier, Placement> placement, List<Choice<S>> nearer) {
        Part<S> healthy = Part.of(ready.tier(), ready.healthy(), ready.affinity(), placement);
        Part<S> able = ready.isAllHealthy()
                ? healthy
                : Part.of(new Tier.WithUnhealthy(ready.tier()), ready.able(), ready.affinity(), placement);
        return new Choice<>(rank, ready.tier(), ready.roll(), ready.required(), able, healthy, nearer);
    }

    /** Returns the nearest part that has the capacity asked of it, or all of this (clause P4). */
    Choice<S> nearest(Sight sight, Presence presence) {
        for (int i = 0; i < nearer.size(); i++) { // no iterator: a decision allocates nothing
            if (sight.hasCapacity(nearer.get(i), presence)) {
                return nearer.get(i);
            }
        }
        return this;
    }

    Placement.Tried tried(Presence presence) {
        return new Placement.Tried(tier, required, headcount(presence), roll.trip());
    }

    TierStep step(String application, Presence presence, TierStep.Outcome outcome) {
        return new TierStep(application, tier, required, headcount(presence), outcome, roll.trip());
    }

    private Headcount headcount(Presence presence) {
        int present = count(Sight.LISTED, able, presence);
        return new Headcount(
                roll.registered(),
                roll.registered() - roll.ejected() - able.members().cardinality(),
                present,
                present - count(Sight.LISTED, healthy, presence),
                count(Sight.REACHABLE, able, presence),
                roll.ejected());
    }

    private static int count(Sight sight, Part<?> part, Presence presence) {
        return (int) part.members().stream()
                .filter(instance -> sight.shows(presence, instance))
                .count();
    }
}
