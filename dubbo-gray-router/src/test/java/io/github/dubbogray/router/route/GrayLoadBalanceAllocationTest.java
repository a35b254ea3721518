package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A choice from a list of the router's: bytes of this thread over 100 000 calls, after a warm-up. */
class GrayLoadBalanceAllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What says who has lost its connection: a header and five captured values. */
    private static final int SHARE = 32;

    private static final String BY_USER = document("v2", "  stable: { affinity: attachment.user-id }\n");

    private final FakeInvoker[] invokers = IntStream.range(0, 50)
            .mapToObj(i -> FakeInvoker.with("weight=" + (50 + i)))
            .toArray(FakeInvoker[]::new);
    private final RpcInvocation call = TestApplication.call("echo");

    @TempDir
    private Path directory;

    private TestApplication application;
    private GrayLoadBalance balance;
    private URL reference;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory);
        balance = new GrayLoadBalance(application.model());
        reference = application.reference();
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void allConnected_allocatesNothing() {
        BitList<Invoker<Echo>> placed = PlacedInvokers.of(invokers).place(call);

        assertThat(bytesPerCall(placed, call)).isLessThan(1);
    }

    @Test
    @DisplayName("A directory hands out the routers' list in a wrapper; it is known all the same")
    void wrappedByADirectory_allocatesNothing() {
        assertThat(bytesPerCall(PlacedInvokers.of(invokers).list(call), call)).isLessThan(1);
    }

    @Test
    void someConnectionsLost_allocatesTheShareOfThisCall() {
        BitList<Invoker<Echo>> placed = PlacedInvokers.of(invokers).place(call);
        IntStream.range(0, 10).forEach(i -> placed.remove(invokers[5 * i]));

        assertThat(bytesPerCall(placed, call)).isLessThan(SHARE + 1);
    }

    @Test
    void affinity_allocatesNothing() {
        call.setAttachment("user-id", "user-7");
        BitList<Invoker<Echo>> placed = PlacedInvokers.under(BY_USER, invokers).place(call);

        assertThat(bytesPerCall(placed, call)).isLessThan(1);
    }

    private double bytesPerCall(List<Invoker<Echo>> placed, Invocation call) {
        run(placed, call);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(placed, call);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private void run(List<Invoker<Echo>> placed, Invocation call) {
        for (int i = 0; i < CALLS; i++) {
            balance.select(placed, reference, call);
        }
    }
}
