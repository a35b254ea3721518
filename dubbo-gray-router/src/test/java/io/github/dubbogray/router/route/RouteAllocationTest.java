package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What routing a call allocates above the floor, which is {@code clone().and()} of a ready list: bytes of this thread over
 * 100 000 calls, after a warm-up.
 *
 * <p>Each call is a new one to the router: what it kept on the last is taken away. A new call has room for that, as one
 * that Dubbo's proxy and filters made has.
 */
class RouteAllocationTest {

    private static final int CALLS = 100_000;
    private static final int WARM_UPS = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The budget: the {@link RoutedCall}, and the entry for it among the call's attributes. */
    private static final double ROUTED = 64;

    /** That, and an entry for the tag among the attachments. */
    private static final double COLORED = 96;

    private static final double NOISE = 1;

    private final BitList<Invoker<Echo>> all = new BitList<>(IntStream.range(0, 100)
            .<Invoker<Echo>>mapToObj(slot -> FakeInvoker.of(PROVIDER, Map.of("version", "v" + (1 + slot % 2))))
            .toList());
    private final BitList<Invoker<Echo>> ready = new BitList<>(all.getOriginList());

    @TempDir
    private Path directory;

    /** Written so that the floor's list is made at all: one that nobody can see needs no object. */
    @SuppressWarnings("unused")
    private @Nullable Object kept;

    private TestApplication application;
    private GrayRouter<Echo> router;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
        application.configuration().holding(DATA_ID, document("v2", rules()));
        router = new GrayRouter<>(application.reference(), application.gray());
        router.setNextRouter(TailStateRouter.getInstance());
        router.notify(all);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void taggedCall_keepsTheBudget() {
        RpcInvocation call = call(Map.of(Tag.KEY, "canary"));

        assertThat(bytesAboveFloor(call, () -> {})).isLessThanOrEqualTo(ROUTED + NOISE);
    }

    @Test
    void unclaimedCall_keepsTheBudget() {
        RpcInvocation call = call(Map.of());

        assertThat(bytesAboveFloor(call, () -> {})).isLessThanOrEqualTo(ROUTED + NOISE);
    }

    @Test
    void coloredCall_allocatesTheEntryOfItsTagAsWell() {
        RpcInvocation call = call(Map.of("user-id", "1001"));

        assertThat(bytesAboveFloor(call, () -> call.getObjectAttachments().remove(Tag.KEY)))
                .isLessThanOrEqualTo(COLORED + NOISE);
    }

    private double bytesAboveFloor(RpcInvocation call, Runnable uncolor) {
        double routed = bytesPerCall(() -> {
            call.getAttributes().clear();
            uncolor.run();
            router.route(all.clone(), router.getUrl(), call, false, null);
        });
        double floor = bytesPerCall(() -> kept = all.clone().and(ready));
        return routed - floor;
    }

    private static double bytesPerCall(Runnable routing) {
        for (int i = 0; i < WARM_UPS; i++) {
            run(routing);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(routing);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void run(Runnable routing) {
        for (int i = 0; i < CALLS; i++) {
            routing.run();
        }
    }

    private static RpcInvocation call(Map<String, String> attachments) {
        RpcInvocation call = TestApplication.call("echo");
        call.put("consumerModel", "of Dubbo's proxy");
        call.setObjectAttachment("remote.application", TestApplication.NAME);
        attachments.forEach(call::setObjectAttachment);
        return call;
    }

    private static String rules() {
        String before = IntStream.range(0, 49)
                .mapToObj("  - { id: rule-%1$d, when: { attachment.x-user-type: kind-%1$d }, to: canary }\n"::formatted)
                .collect(Collectors.joining());
        return "rules:\n" + before + """
                  - id: ramp
                    when: { attachment.user-id: { exists: true } }
                    to: { canary: 10%, stable: 90% }
                    sticky: attachment.user-id
                """;
    }
}
