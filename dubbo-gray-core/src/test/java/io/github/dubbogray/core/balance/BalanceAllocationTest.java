package io.github.dubbogray.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A choice allocates nothing: bytes of this thread over 100 000 calls, after a warm-up. */
class BalanceAllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final double[] weights =
            IntStream.range(0, 50).mapToDouble(i -> 1 + i % 5).toArray();
    private final WeightedMembers members = WeightedMembers.of(Choices.names(50), weights);
    private final RandomSource random = new SplittableRandom(801)::nextLong;

    @Test
    void draw_allocatesNothing() {
        assertThat(bytesPerCall(() -> members.draw(random, Share.FULL))).isLessThan(1);
    }

    @Test
    void drawAmongFewWithAShare_allocatesNothing() {
        Share share = member -> member == 7 ? 0.1 : 0;

        assertThat(bytesPerCall(() -> members.draw(random, share))).isLessThan(1);
    }

    @Test
    void drawOnce_allocatesNothing() {
        assertThat(bytesPerCall(() -> WeightedMembers.drawOnce(weights, random)))
                .isLessThan(1);
    }

    @Test
    void owner_allocatesNothing() {
        Share share = member -> member % 3 == 0 ? 0.1 : 1;

        assertThat(bytesPerCall(() -> members.owner(random.nextBits(), share))).isLessThan(1);
    }

    @Test
    void keyOf_allocatesNothing() {
        assertThat(bytesPerCall(() -> WeightedMembers.keyOf("张三-1001-😀"))).isLessThan(1);
    }

    private static double bytesPerCall(Runnable choice) {
        run(choice);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(choice);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void run(Runnable choice) {
        for (int i = 0; i < CALLS; i++) {
            choice.run();
        }
    }
}
