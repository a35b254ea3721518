package io.github.dubbogray.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.RoutedCall;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Test;

class SecondPlacementTest {

    private final FakeInvoker v1 = FakeInvoker.with("gray.version=v1");
    private final FakeInvoker v2 = FakeInvoker.with("gray.version=v2");
    private final RpcInvocation call = TestApplication.call("echo");

    @Test
    void callThatCannotBePlaced_goesToWhomThoseBehindLeaveOfAll() {
        assertThat(found(SecondPlacement.Outcome.FAILED)).containsExactlyInAnyOrder(v1, v2);
    }

    @Test
    void callThatNobodyMayServe_findsNobody() {
        assertThat(found(SecondPlacement.Outcome.REFUSED)).isEmpty();
    }

    @SuppressWarnings("unchecked") // it is of this call
    private BitList<Invoker<Echo>> found(SecondPlacement.Outcome outcome) {
        PlacedInvokers placed = PlacedInvokers.of(v1, v2);
        placed.place(call);
        RoutedCall<Echo> routed = (RoutedCall<Echo>) Placements.routedOf(call);
        return new SecondPlacement<>(routed, null, () -> "somebody").find(taken -> outcome, left -> left);
    }
}
