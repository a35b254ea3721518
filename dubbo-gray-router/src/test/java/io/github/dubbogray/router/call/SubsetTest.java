package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.balance.Share;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubsetTest {

    private final FakeInvoker a = FakeInvoker.with("timestamp=1000&warmup=10");
    private final FakeInvoker b = FakeInvoker.with("");
    private final FakeInvoker c = FakeInvoker.with("timestamp=2000&warmup=500");
    private final List<Invoker<Echo>> origin = List.of(a, b, c);
    private final Invocation call = TestApplication.call("echo");

    @Test
    void members_haveThePositionsOfTheOrigin() {
        Subset<Echo> subset = subset(0, 2);

        assertThat(subset.list()).containsExactly(a, c);
        assertThat(subset.ready(call).size()).isEqualTo(2);
        assertThat(subset.ready(call).positionOf(0)).isZero();
        assertThat(subset.ready(call).positionOf(1)).isEqualTo(2);
    }

    @Nested
    class IsOver {

        @Test
        void sameOrigin_isOver() {
            assertThat(subset(0, 2).isOver(new BitList<>(origin))).isTrue();
            assertThat(subset(0, 2).isOver(new BitList<>(origin, true))).isTrue();
        }

        @Test
        void equalOrigin_isNot() {
            assertThat(subset(0, 2).isOver(new BitList<>(new ArrayList<>(origin))))
                    .isFalse();
        }

        @Test
        void moreInTheTail_isNot() {
            assertThat(subset(0, 2).isOver(new BitList<>(origin, false, List.of(b))))
                    .isFalse();
        }
    }

    @Nested
    class Ready {

        @Test
        void secondCall_hasTheSame() {
            Subset<Echo> subset = subset(0, 1);

            assertThat(subset.ready(TestApplication.call("other"))).isSameAs(subset.ready(call));
        }

        @Test
        void weights_areByPosition() {
            Subset<Echo> subset = new Subset<>(list(1, 2), positions(1, 2), position -> position == 2 ? 1 : 0);

            for (long bits = Long.MIN_VALUE; bits < Long.MAX_VALUE - (1L << 60); bits += 1L << 60) {
                long draw = bits;
                assertThat(subset.ready(call).members().draw(() -> draw, Share.FULL))
                        .isEqualTo(1);
            }
        }

        @Test
        void slowestMember_saysWhenAllAreWarm() {
            Subset.Ready ready = subset(0, 1, 2).ready(call);

            assertThat(ready.warmAtMillis()).isEqualTo(2_500);
            assertThat(ready.isWarm(2_499)).isFalse();
            assertThat(ready.isWarm(2_500)).isTrue();
            assertThat(subset(0, 1).ready(call).warmAtMillis()).isEqualTo(1_010);
        }

        @Test
        void oneWeightForAllMethods_holdsForEveryCall() {
            assertThat(subset(0, 1).ready(call).scope()).isEqualTo(Subset.Ready.Scope.EVERY_CALL);
        }

        @Test
        void anyMemberWithWeightsOfMethods_holdsForOneMethod() {
            List<Invoker<Echo>> mixed = List.of(FakeInvoker.with("echo.weight=5"), b);
            Subset<Echo> subset = new Subset<>(new BitList<>(mixed), positions(0, 1), position -> 1);

            assertThat(subset.ready(call).scope()).isEqualTo(Subset.Ready.Scope.ONE_METHOD);
        }

        @Test
        void weightThatIsNone_isABugThatSaysWhere() {
            Subset<Echo> subset = new Subset<>(list(1), positions(1), position -> Double.NaN);

            assertThatThrownBy(() -> subset.ready(call))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("weight of " + b.getUrl().getAddress() + " is NaN, must be finite and at least 0");
        }
    }

    private Subset<Echo> subset(int... positions) {
        return new Subset<>(list(positions), positions(positions), position -> 1);
    }

    private BitList<Invoker<Echo>> list(int... positions) {
        return new BitList<>(origin, positions(positions), null);
    }

    private static BitSet positions(int... positions) {
        BitSet set = new BitSet();
        for (int position : positions) {
            set.set(position);
        }
        return set;
    }
}
