package io.github.dubbogray.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteCountsTest {

    private static final String SHOP = "shop";
    private static final int WARM_UPS = 2_000;
    private static final int ROUNDS = 1_000;
    private static final double NOISE = 1;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Meters meters = new Meters();
    private final RouteCounts counts =
            new RouteCounts(List.of(Table.withoutDocument(SHOP)), table -> new IdentityHashMap<>(), meters);

    @Test
    void morePlacementsThanAreKnownByThemselves_eachIsCountedAndNothingAllocated() {
        List<Placement> placements = IntStream.range(0, 200)
                .<Placement>mapToObj(lane -> new Placement.Placed(new Tier.OfLane("lane-" + lane)))
                .toList();
        count(placements, WARM_UPS);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        count(placements, ROUNDS);

        assertThat((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / (ROUNDS * placements.size()))
                .isLessThan(NOISE);
        assertThat(placements)
                .allSatisfy(placement -> assertThat(countOf(placement)).isEqualTo(WARM_UPS + ROUNDS));
    }

    @Test
    void equalPlacements_areCountedTogether() {
        for (int i = 0; i < ROUNDS; i++) {
            counts.placed(new Placement.Placed(new Tier.OfLane("canary")));
        }

        assertThat(countOf(new Placement.Placed(new Tier.OfLane("canary")))).isEqualTo(ROUNDS);
    }

    private void count(List<Placement> placements, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < placements.size(); i++) { // no iterator: what it allocates is not the counting's
                counts.placed(placements.get(i));
            }
        }
    }

    private long countOf(Placement placement) {
        String lane = placement.lane().orElseThrow();
        return meters.counter(Meter.PLACEMENTS, SHOP, lane, lane, "placed").value();
    }
}
