package io.github.dubbogray.router.route;

import io.github.dubbogray.core.memo.Memo;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the calls of one snapshot. The same answers come again and again, so each one's counter is kept,
 * and counting allocates nothing.
 */
final class RouteCounts {

    /** How many answers are remembered at least; of tags that nobody knows there may be any number. */
    private static final int REMEMBERED = 256;

    /** A power of two: how many placements are known by themselves at most; a snapshot has some for each lane ready. */
    private static final int READY = 128;

    private static final String LABELS = "labels";
    private static final String SEVERAL = "several";

    private final List<IdentityHashMap<Coloring, Counter>> claims;
    private final Meters meters;
    private final String applications;
    private final Counter pinned;
    private final Counter open;
    private final Memo<Placement, Known> placements = new Memo<>(REMEMBERED);

    /**
     * The same by the very object, for those that calls have in common; to compare them takes longer than to count. Each
     * object has two places, by its identity. Threads may overwrite each other's, which come again with their next call.
     */
    private final @Nullable Known[] ready = new Known[READY];

    /**
     * The counter of a placement.
     *
     * @param last the object that it was last asked for with, of several that are equal
     */
    private record Known(Placement last, Counter counter) {

        @SuppressWarnings("ReferenceEquality") // the very object
        private boolean isOf(Placement placement) {
            return last == placement;
        }
    }

    /**
     * Has counted nothing yet.
     *
     * @param tables those of the applications that are called
     * @param claims gives the counters of what a table's rules answer
     */
    RouteCounts(List<Table> tables, Function<Table, IdentityHashMap<Coloring, Counter>> claims, Meters meters) {
        this.claims = tables.stream().map(claims).toList();
        this.meters = meters;
        this.applications = tables.stream().map(Table::application).collect(Collectors.joining(","));
        this.pinned = unclaimed("pinned");
        this.open = unclaimed(Meter.Tags.NONE);
    }

    private Counter unclaimed(String reason) {
        return meters.counter(Meter.COLORINGS, applications, reason, Meter.Tags.NONE, Meter.Tags.NONE);
    }

    /** Counts where a routing pass led to. */
    void placed(Placement placement) {
        int place = System.identityHashCode(placement) & (READY - 1);
        Known known = ready[place];
        if (known == null || !known.isOf(placement)) {
            known = ready[place ^ 1];
            if (known == null || !known.isOf(placement)) {
                known = remembered(placement, place);
            }
        }
        known.counter().increment();
    }

    /** An object that comes a second time is one that calls have in common, which a refusal is not: each makes its own. */
    private Known remembered(Placement placement, int place) {
        Known known = placements.get(placement);
        if (known != null && known.isOf(placement)) {
            ready[ready[place] == null ? place : place ^ 1] = known;
            return known;
        }
        if (known != null && placement instanceof Placement.Refused) {
            return known;
        }
        Known last = new Known(placement, known == null ? counterOf(placement) : known.counter());
        placements.put(placement, last);
        return last;
    }

    /** Counts what became of a request without a tag. */
    void colored(Coloring coloring) {
        if (coloring instanceof Coloring.Pinned) {
            pinned.increment();
        } else if (coloring instanceof Coloring.Open) {
            open.increment();
        } else {
            claimed(coloring);
        }
    }

    private void claimed(Coloring claim) {
        for (int i = 0; i < claims.size(); i++) { // no iterator: asked for each call
            Counter counter = claims.get(i).get(claim);
            if (counter != null) {
                counter.increment();
                return;
            }
        }
    }

    /** Counts a call that is tried once more, away from where it failed. */
    void retried(Tier failed) {
        meters.count(Meter.RETRIES, applications, laneOf(failed));
    }

    /** The first answer for a lane also begins the other two with zero: a series that begins with one shows no increase. */
    private Counter counterOf(Placement placement) {
        String wanted = laneOf(wanted(placement));
        meters.counter(Meter.PLACEMENTS, applications, wanted, wanted, "placed");
        if (!wanted.equals(Tag.STABLE)) {
            meters.counter(Meter.PLACEMENTS, applications, wanted, Tag.STABLE, "fell_back");
        }
        meters.counter(Meter.PLACEMENTS, applications, wanted, Meter.Tags.NONE, "refused");
        return meters.counter(Meter.PLACEMENTS, applications, wanted, laneOf(placement.tier()), placement.outcome());
    }

    private static @Nullable Tier wanted(Placement placement) {
        if (placement instanceof Placement.FellBack fellBack) {
            return fellBack.wanted();
        }
        if (placement instanceof Placement.Refused refused) {
            return refused.tried().isEmpty() ? null : refused.tried().get(0).tier();
        }
        return placement.tier();
    }

    private static String laneOf(@Nullable Tier tier) {
        if (tier == null) {
            return Meter.Tags.NONE;
        }
        String lane = tier.lane();
        if (lane != null) {
            return lane;
        }
        return tier instanceof Tier.Several ? SEVERAL : LABELS;
    }
}
