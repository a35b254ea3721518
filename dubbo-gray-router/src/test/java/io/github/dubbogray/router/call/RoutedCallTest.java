package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.route.PlacedInvokers;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Test;

class RoutedCallTest {

    private final FakeInvoker a = FakeInvoker.with("");
    private final FakeInvoker b = FakeInvoker.with("");
    private final BitList<Invoker<Echo>> routed = new BitList<>(List.of(a, b));
    private final RoutedCall<Echo> call = PlacedInvokers.routed(TestApplication.call("echo"), routed);

    @Test
    void attachmentInLowerCase_isFoundAsDubboFindsIt_beforeTheCallIsPlacedAndAfterwards() {
        RpcInvocation invocation = TestApplication.call("echo");
        invocation.setAttachment("x-user-type", "qa");
        invocation.setAttachment("X-Level", "7");
        RoutedCall<Echo> asked = PlacedInvokers.routed(invocation, routed);

        assertThat(asked.attachment("X-User-Type")).isEqualTo("qa");
        assertThat(asked.attachment("x-user-type")).isEqualTo("qa");
        assertThat(asked.attachment("X-Level")).isEqualTo("7");
        assertThat(asked.attachment("x-level")).isNull();
        assertThat(asked.attachment("X-Other")).isNull();

        RpcInvocation placed = TestApplication.call("echo");
        placed.setAttachment("x-user-type", "qa");
        PlacedInvokers.of(a, b).place(placed);
        assertThat(Placements.routedOf(placed).attachment("X-User-Type")).isEqualTo("qa");
    }

    @Test
    void listItself_isRouted() {
        assertThat(call.routed(routed)).isSameAs(routed);
    }

    @Test
    void wrapperOfADirectory_isRouted() {
        assertThat(call.routed(Collections.unmodifiableList(routed))).isSameAs(routed);
    }

    @Test
    void laterRouterTookSomeOut_isRoutedWithTheRest() {
        routed.and(new BitList<>(routed.getOriginList(), true));

        assertThat(call.routed(Collections.unmodifiableList(routed))).isSameAs(routed);
    }

    @Test
    void wrapperOfAnotherSize_isNot() {
        assertThat(call.routed(Collections.unmodifiableList(new BitList<Invoker<Echo>>(List.of(a)))))
                .isNull();
    }

    @Test
    void listOfASecondTry_isNot() {
        List<Invoker<Echo>> secondTry = new ArrayList<>(List.of(b, a));

        assertThat(call.routed(secondTry)).isNull();
        assertThat(call.routed(Collections.unmodifiableList(secondTry))).isNull();
    }
}
