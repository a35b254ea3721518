package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.router.testing.Throwables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
    @MethodSource(Throwables.ALL)
    void call_passes(Throwable thrown) {
        router.notify(new BitList<>(all));
        BitList<Invoker<Echo>> passed = new BitList<>(all);
        Invocation call = new RpcInvocation(TestApplication.call("echo")) {
            private static final long serialVersionUID = 1;

            @Override
            public Map<String, Object> getObjectAttachments() {
                throw Throwables.sneaky(thrown);
            }
        };

        assertThat(router.doRoute(passed, application.reference(), call, false, null, null))
                .isSameAs(passed);
        assertNoted(thrown);
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
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
    @MethodSource(Throwables.ALL)
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

    @Test
    void rebuildThatFailed_isTriedAgain() {
        application.configuration().holding(DATA_ID, document("v2"));
        router.notify(new BitList<>(all));

        trouble.set(new OutOfMemoryError("planted"));
        application.configuration().push(DATA_ID, document("v1"));
        assertThat(canary()).containsExactly(v2, moody);
        trouble.set(null);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(canary()).containsExactly(v1));
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void followerOfSeries_keepsNoCallFromItsInstances(Throwable thrown) {
        application.configuration().holding(DATA_ID, document("v2"));
        router.notify(new BitList<>(all));
        application.gray().meters().follow(series -> {
            if (series.meter() == Meter.PLACEMENTS) {
                throw Throwables.sneaky(thrown);
            }
        });

        assertThat(canary()).containsExactly(v2, moody);
        assertNoted(thrown);
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void loadBalancer_takesAnyone(Throwable thrown) {
        trouble.set(thrown);
        GrayLoadBalance balance = new GrayLoadBalance(application.model());

        assertThat(balance.select(all, application.reference(), TestApplication.call("echo")))
                .isIn(all);
        assertNoted(thrown);
    }

    private void assertNoted(Throwable thrown) {
        assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(1);
        Throwables.assertInterrupted(thrown);
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
                throw Throwables.sneaky(now);
            }
            return calm.getUrl();
        });
    }
}
