package io.github.dubbogray.router;

import static io.github.dubbogray.router.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.core.placement.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors and undeclared checked exceptions too, out of memory among them, in every place where a call or Dubbo waits. */
@DisplayName("D4: whatever is thrown, calls pass and threads go on")
class AnyThrowableTest {

    @TempDir
    private Path directory;

    private TestApplication application;
    private GrayRouter<Echo> router;

    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final FakeInvoker v1 = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker v2 = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
    private final FakeInvoker moody = moody(FakeInvoker.of(PROVIDER, Map.of("version", "v2")));
    private final List<Invoker<Echo>> all = List.of(v1, v2, moody);

    static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("unchecked"),
                new Exception("checked, not declared"),
                new InterruptedException("interrupt, not declared"),
                new OutOfMemoryError("heap"),
                new StackOverflowError("stack"),
                new NoClassDefFoundError("class"),
                new AssertionError("assertion"),
                new ThreadDeath(),
                new Unspeakable());
    }

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
        router = new GrayRouter<>(application.reference(), application.gray());
        router.setNextRouter(TailStateRouter.getInstance());
    }

    @AfterEach
    void destroy() {
        Thread.interrupted();
        application.close();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void call_passes(Throwable thrown) {
        router.notify(new BitList<>(all));
        BitList<Invoker<Echo>> passed = new BitList<>(all);
        Invocation call = new RpcInvocation(TestApplication.call("echo")) {
            private static final long serialVersionUID = 1;

            @Override
            public Map<String, Object> getObjectAttachments() {
                throw sneaky(thrown);
            }
        };

        assertThat(router.doRoute(passed, application.reference(), call, false, null, null))
                .isSameAs(passed);
        assertNoted(thrown);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void notification_leavesTheLastSnapshot(Throwable thrown) {
        application.configuration().holding(DATA_ID, document("v2"));
        router.notify(new BitList<>(all));

        trouble.set(thrown);
        assertThatCode(() -> router.notify(new BitList<>(new ArrayList<>(all)))).doesNotThrowAnyException();

        assertNoted(thrown);
        trouble.set(null);
        assertThat(canary()).containsExactly(v2, moody);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void rebuild_leavesTheLastSnapshotUntilTheNextChange(Throwable thrown) {
        application.configuration().holding(DATA_ID, document("v2"));
        router.notify(new BitList<>(all));

        trouble.set(thrown);
        assertThatCode(() -> application.configuration().push(DATA_ID, document("v1")))
                .doesNotThrowAnyException();
        assertNoted(thrown);
        assertThat(canary()).containsExactly(v2, moody);

        trouble.set(null);
        application.configuration().push(DATA_ID, document("v1", "unmatched: open\n"));
        assertThat(canary()).containsExactly(v1);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void loadBalancer_takesAnyone(Throwable thrown) {
        trouble.set(thrown);
        GrayLoadBalance balance = new GrayLoadBalance(application.model());

        assertThat(balance.select(all, application.reference(), TestApplication.call("echo")))
                .isIn(all);
        assertNoted(thrown);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void listenerOfEvents_isOnItsOwn(Throwable thrown) {
        List<GrayEvent> heard = new ArrayList<>();
        GrayEvents events = new GrayEvents();
        events.listen(event -> {
            throw sneaky(thrown);
        });
        events.listen(heard::add);
        GrayEvent event = new GrayEvent.DriftSettled(new LabelDrift("s", "a", "k", "", "v"));

        events.publish(event);

        assertThat(heard).containsExactly(event);
        assertInterrupted(thrown);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void listenerOfADocument_doesNotEndTheThreadAndTheNextIsRead(Throwable thrown) {
        GrayCounters counters = new GrayCounters();
        FakeConfigCentre centre = new FakeConfigCentre().holding(DATA_ID, document("v1"));
        DocumentSubscription subscription = new DocumentSubscription(
                PROVIDER, new LastGoodFile(directory.resolve("last-good")), counters, new Remarks(), System::nanoTime);
        subscription.start(centre);
        subscription.follow(() -> {
            Throwable now = trouble.get();
            if (now != null) {
                throw sneaky(now);
            }
        });

        trouble.set(thrown);
        assertThatCode(() -> centre.push(DATA_ID, document("v2"))).doesNotThrowAnyException();
        assertInterrupted(thrown);

        trouble.set(null);
        centre.push(DATA_ID, document("v3"));
        assertThat(subscription.describe())
                .contains(io.github.dubbogray.core.document.DocumentReader.revisionOf(document("v3")));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void listOfTheRegistry_doesNotEndItsThread(Throwable thrown) {
        LiveService service = new LiveService(
                new RegistryService.OfApplication("demo-provider"),
                new Drifts(new GrayEvents(), new GrayCounters(), System::nanoTime),
                System::nanoTime);
        service.follow(() -> {
            throw sneaky(thrown);
        });

        assertThatCode(() -> service.takePushed(
                        NamingRegistry.of(URL.valueOf("nacos://127.0.0.1:8848"), "g"),
                        List.of(new RegisteredInstance("127.0.0.1", 1, 1, Standing.SERVING, "DEFAULT", Map.of()))))
                .doesNotThrowAnyException();
        assertInterrupted(thrown);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void removedLabels_doNotEndDubbosNotification(Throwable thrown) {
        ServiceInstance instance = new DefaultServiceInstance(PROVIDER, "127.0.0.1", 1, null) {
            private static final long serialVersionUID = 1;

            @Override
            public Map<String, String> getMetadata() {
                throw sneaky(thrown);
            }
        };

        assertThatCode(() -> new RemovedLabels().customize(List.of(instance))).doesNotThrowAnyException();
        assertInterrupted(thrown);
    }

    @Test
    void bugThatCannotEvenBeLogged_isCounted() {
        LongAdder count = new LongAdder();

        assertThatCode(() -> new Bugs(count).report("A call passes unrouted.", new Unspeakable()))
                .doesNotThrowAnyException();

        assertThat(count.sum()).isEqualTo(1);
    }

    private void assertNoted(Throwable thrown) {
        assertThat(application.gray().counters().bugs().sum()).isEqualTo(1);
        assertInterrupted(thrown);
    }

    private static void assertInterrupted(Throwable thrown) {
        assertThat(Thread.interrupted()).isEqualTo(thrown instanceof InterruptedException);
    }

    private BitList<Invoker<Echo>> canary() {
        RpcInvocation call = TestApplication.call("echo");
        call.setAttachment("x-gray-tag", "canary");
        return router.route(new BitList<>(all), application.reference(), call, false, null);
    }

    private FakeInvoker moody(FakeInvoker calm) {
        return FakeInvoker.saying(() -> {
            Throwable now = trouble.get();
            if (now != null) {
                throw sneaky(now);
            }
            return calm.getUrl();
        });
    }

    private static RuntimeException sneaky(Throwable thrown) {
        return AnyThrowableTest.<RuntimeException>thrown(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
    private static <T extends Throwable> T thrown(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Leaves nothing to describe it with, as where memory is at its end. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new OutOfMemoryError("to describe an error");
        }
    }
}
