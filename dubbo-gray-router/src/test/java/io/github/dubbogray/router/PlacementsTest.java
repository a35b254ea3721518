package io.github.dubbogray.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import org.apache.dubbo.rpc.Invocation;
import org.junit.jupiter.api.Test;

class PlacementsTest {

    private final Invocation call = TestApplication.call("echo");

    @Test
    void unroutedCall_hasNone() {
        assertThat(Placements.of(call)).isEmpty();
    }

    @Test
    void severalPlacements_lastOneCounts() {
        Decision<String> stable = placed("stable");
        Placements.keep(call, placed("canary"));
        Placements.keep(call, stable);

        assertThat(Placements.of(call)).contains(stable.placement());
        assertThat(Placements.decisionOf(call)).isSameAs(stable);
    }

    @Test
    void foreignAttribute_isNone() {
        call.put("dubbo-gray.placement", "canary");

        assertThat(Placements.of(call)).isEmpty();
    }

    @Test
    void placement_doesNotTravel() {
        Placements.keep(call, placed("canary"));

        assertThat(call.getObjectAttachments()).isEmpty();
    }

    private static Decision<String> placed(String lane) {
        return new Decision<>(new Placement.Placed(new Tier.OfLane(lane)), "the instances of " + lane);
    }
}
