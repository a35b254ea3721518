package io.github.dubbogray.core.placement;

import java.util.BitSet;

/**
 * A tier over the instances of one fleet, with the decision it leads to made ready.
 *
 * @param rank its number in the plan, from 0
 * @param members positions of its instances; never changed
 * @param required how many of them must be present
 */
record Choice<S>(int rank, Tier tier, BitSet members, int required, Decision<S> decision) {

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

    Placement.Tried tried(Presence presence) {
        int present = (int) members.stream().filter(presence::isListed).count();
        return new Placement.Tried(tier, required, present, members.cardinality());
    }
}
