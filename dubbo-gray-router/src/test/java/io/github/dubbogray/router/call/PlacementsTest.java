package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.route.PlacedInvokers;
import io.github.dubbogray.router.testing.Echo;
import java.util.BitSet;
import java.util.List;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Test;

class PlacementsTest {

    private final Invocation call = TestApplication.call("echo");

    @Test
    void unroutedCall_hasNone() {
        assertThat(Placements.of(call)).isEmpty();
    }

    @Test
    void severalPlacements_lastOneCounts() {
        RoutedCall<Echo> stable = placed("stable");
        Placements.keep(call, placed("canary"));
        Placements.keep(call, stable);

        assertThat(Placements.of(call)).contains(new Placement.Placed(new Tier.OfLane("stable")));
        assertThat(Placements.routedOf(call)).isSameAs(stable);
    }

    @Test
    void callThatIsNotPlacedYet_hasNone() {
        Placements.keep(call, PlacedInvokers.routed(call, new BitList<>(List.of())));

        assertThat(Placements.of(call)).isEmpty();
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

    private static RoutedCall<Echo> placed(String lane) {
        BitList<Invoker<Echo>> nobody = new BitList<>(List.of());
        return PlacedInvokers.routed(TestApplication.call("echo"), nobody)
                .place(new Decision<>(
                        new Placement.Placed(new Tier.OfLane(lane)),
                        new Subset<>(nobody, new BitSet(), position -> 1)));
    }
}
