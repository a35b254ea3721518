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
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Test;

class RoutedCallTest {

    private final FakeInvoker a = FakeInvoker.with("");
    private final FakeInvoker b = FakeInvoker.with("");
    private final BitList<Invoker<Echo>> routed = new BitList<>(List.of(a, b));
    private final RoutedCall<Echo> call = PlacedInvokers.routed(TestApplication.call("echo"), routed);

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
