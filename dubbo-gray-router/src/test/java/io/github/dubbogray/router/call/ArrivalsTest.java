package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.dubbo.rpc.Invoker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final FakeInvoker old = FakeInvoker.of("shop", Map.of());
    private final FakeInvoker next = FakeInvoker.of("shop", Map.of());
    private long now = 1_000;
    private final Arrivals arrivals = new Arrivals(() -> now);

    @BeforeEach
    void begin() {
        change(List.of(), List.of(old));
    }

    private void change(List<Invoker<Echo>> before, List<Invoker<Echo>> after) {
        change("list", before, after);
    }

    private void change(String list, List<Invoker<Echo>> before, List<Invoker<Echo>> after) {
        arrivals.changed(list, before, after);
    }

    @Test
    void firstInstances_areNone() {
        assertThat(arrivals.areAwaited()).isFalse();
        assertThat(served(old)).isEmpty();
    }

    @Test
    void laterInstance_isTimedToItsFirstGoodAnswer() {
        change(List.of(old), List.of(old, next));
        now += 4_000;

        assertThat(served(old)).isEmpty();
        assertThat(arrivals.areAwaited()).isTrue();
        assertThat(served(next)).hasValue(4_000);
        assertThat(arrivals.areAwaited()).isFalse();
        assertThat(served(next)).isEmpty();
    }

    @Test
    void secondListThatIsToldLater_changesNothing() {
        change(List.of(old), List.of(old, next));
        now += 10;
        change(List.of(old), List.of(old, next));
        now += 10;
        assertThat(served(next)).hasValue(20);

        change(List.of(old), List.of(old, next));

        assertThat(served(next)).isEmpty();
    }

    @Test
    void instanceThatIsGone_isWaitedForNoMore() {
        change(List.of(old), List.of(old, next));
        change(List.of(old, next), List.of(old));

        assertThat(arrivals.areAwaited()).isFalse();
        assertThat(served(next)).isEmpty();
    }

    @Test
    void instanceThatComesBack_isTimedAnew() {
        change(List.of(old), List.of(old, next));
        served(next);
        change(List.of(old, next), List.of(old));
        change(List.of(old), List.of(old, next));
        now += 7;

        assertThat(served(next)).hasValue(7);
    }

    @Test
    void oneListThatEnds_leavesItToTheOthersThatHaveIt() {
        change(List.of(old), List.of(old, next));
        change("later", List.of(), List.of(old, next));
        now += 3;
        change(List.of(old, next), List.of());

        assertThat(served(next)).hasValue(3);
        change("later", List.of(old, next), List.of());
        assertThat(arrivals.areAwaited()).isFalse();
    }

    @Test
    void listThatNeverHadIt_takesNothingAway() {
        change(List.of(old), List.of(old, next));
        change("other", List.of(next), List.of());

        assertThat(arrivals.areAwaited()).isTrue();
    }

    @Test
    void servedOne_isNoArrivalOfAnotherListAgain() {
        change(List.of(old), List.of(old, next));
        change("late", List.of(), List.of(old));
        served(next);
        change("late", List.of(old), List.of(old, next));
        change(List.of(old, next), List.of());

        assertThat(served(next)).isEmpty();
        assertThat(arrivals.areAwaited()).isFalse();
    }

    private OptionalLong served(FakeInvoker instance) {
        return arrivals.served(instance.getUrl());
    }
}
