package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.HidingClassLoader;
import io.github.dubbogray.filter.TestApplication;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.Test;

/** What taking the tag off a call allocates above the call: bytes of this thread over 100 000 calls, after a warm-up. */
class InboundAllocationTest {

    /** The scope (32), and an iterator over attachments (40), which the second compiler takes away in most processes. */
    private static final double BUDGET = 72;

    @Test
    void untaggedCallWithOpenTelemetryOnTheClassPath_keepsTheBudget() throws Exception {
        assertThat(new Untagged().call()).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void untaggedCallWithoutOpenTelemetry_keepsTheBudget() throws Exception {
        ClassLoader without = new HidingClassLoader("io.opentelemetry.");
        Object untagged = without.loadClass(Untagged.class.getName())
                .getDeclaredConstructor()
                .newInstance();

        assertThat((Double) ((Callable<?>) untagged).call()).isLessThanOrEqualTo(BUDGET);
    }

    /** Answers in bytes a call. */
    public static final class Untagged implements Callable<Double> {

        private static final int CALLS = 100_000;
        private static final int WARM_UPS = 3;
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** For the other class loader. */
        public Untagged() {}

        @Override
        public Double call() {
            try (TestApplication application = TestApplication.active()) {
                RpcInvocation call = TestApplication.call();
                call.setAttachment("user-id", "1001");
                Result served = AsyncRpcResult.newDefaultAsyncResult("served", call);
                Invoker<Echo> service = new Serving(new FakeInvoker(application.reference(), any -> {}), served);
                InboundTagFilter filter = new InboundTagFilter(application.model());

                double above = bytesPerCall(() -> filter.invoke(service, call));
                double floor = bytesPerCall(() -> service.invoke(call));
                return above - floor;
            }
        }

        private static double bytesPerCall(Runnable task) {
            for (int i = 0; i < WARM_UPS; i++) {
                run(task);
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            run(task);
            return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        }

        private static void run(Runnable task) {
            for (int i = 0; i < CALLS; i++) {
                task.run();
            }
        }
    }

    /** Answers with one ready result. */
    private record Serving(Invoker<Echo> like, Result served) implements Invoker<Echo> {

        @Override
        public Class<Echo> getInterface() {
            return like.getInterface();
        }

        @Override
        public URL getUrl() {
            return like.getUrl();
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Result invoke(Invocation invocation) {
            return served;
        }

        @Override
        public void destroy() {}
    }
}
