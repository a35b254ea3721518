package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A lane of which something counts as absent (clause P5).
 *
 * @param lane the lane's name
 * @param members positions of all its instances; never changed
 * @param ejected those of them that are ejected; never changed
 * @param intake which requests the lane takes
 * @param trip why it does not take all of them; empty if it does
 */
record Gap(String lane, BitSet members, BitSet ejected, Absence.Intake intake, String trip) {

    /** Returns the gaps of an application's lanes; none where nothing is absent, which is the usual case. */
    static List<Gap> of(Table table, Members members, Absence absence) {
        List<Gap> gaps = new ArrayList<>();
        table.lanes().forEach(lane -> {
            Absence.OfLane absent = absence.of(table.application(), lane.name());
            if (!absent.equals(Absence.OfLane.NONE)) {
                gaps.add(of(lane, members, absent));
            }
        });
        gaps.removeIf(gap -> gap.absent().isEmpty() && gap.isOpen());
        return List.copyOf(gaps);
    }

    private static Gap of(Lane lane, Members instances, Absence.OfLane absent) {
        BitSet members = instances.of(lane.members());
        BitSet ejected = new BitSet();
        members.stream().filter(absent.ejected()).forEach(ejected::set);
        return new Gap(lane.name(), members, ejected, absent.intake(), absent.trip());
    }

    /** Returns whether the lane takes every request. */
    boolean isOpen() {
        return intake == Absence.Intake.ALL;
    }

    /** Returns who is absent for a request that was not admitted; not to be changed. */
    BitSet absent() {
        return isOpen() ? ejected : members;
    }
}
