package io.github.dubbogray.core.placement;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * A tier over the instances of one fleet, with the decision it leads to made ready.
 *
 * @param rank its number in the plan, from 0
 * @param members positions of its instances; never changed
 * @param required how many of them must be present
 * @param nearer its parts near the caller, the nearest first, as choices of the same rank
 */
record Choice<S>(int rank, Tier tier, BitSet members, int required, Decision<S> decision, List<Choice<S>> nearer) {

    Choice {
        nearer = List.copyOf(nearer);
    }

    static <S> Choice<S> of(int rank, ReadyTier<S> ready, Function<Tier, Placement> placement, List<Choice<S>> nearer) {
        Decision<S> decision = new Decision<>(placement.apply(ready.tier()), ready.instances());
        return new Choice<>(rank, ready.tier(), ready.positions(), ready.required(), decision, nearer);
    }

    /** What of a presence counts. Its constants capture nothing, so a decision allocates nothing. */
    interface Sight {

        /** Counts instances that are candidates and have a connection. */
        Sight REACHABLE = Presence::isReachable;

        /** Counts all candidates. */
        Sight LISTED = Presence::isListed;

        boolean shows(Presence presence, int instance);
    }

    boolean hasCapacity(Sight sight, Presence presence) {
        int missing = required;
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            if (sight.shows(presence, i) && --missing == 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the nearest part that has the capacity asked of it, or all of this (clause P4). */
    Choice<S> nearest(Sight sight, Presence presence) {
        for (int i = 0; i < nearer.size(); i++) { // no iterator: a decision allocates nothing
            if (nearer.get(i).hasCapacity(sight, presence)) {
                return nearer.get(i);
            }
        }
        return this;
    }

    Placement.Tried tried(Presence presence) {
        return new Placement.Tried(tier, required, count(Sight.LISTED, presence), members.cardinality());
    }

    TierStep step(String application, Presence presence, TierStep.Outcome outcome) {
        return new TierStep(
                application,
                tier,
                required,
                count(Sight.LISTED, presence),
                count(Sight.REACHABLE, presence),
                members.cardinality(),
                outcome);
    }

    private int count(Sight sight, Presence presence) {
        return (int) members.stream()
                .filter(instance -> sight.shows(presence, instance))
                .count();
    }
}
