package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.registry.FakeNamingClient;
import io.github.dubbogray.router.registry.Listed;
import io.github.dubbogray.router.registry.RegisteredInstance;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router with a registry that it follows. */
@DisplayName("I1: what the registry says now counts, for every load balancer")
class LiveRoutingTest {

    private final FakeNamingClient naming = new FakeNamingClient();
    private final FakeInvoker first = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker second = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker canary = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
    private final List<Invoker<Echo>> all = List.of(first, second, canary);

    @TempDir
    private Path directory;

    private TestApplication application;
    private GrayRouter<Echo> router;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre().withRegistry(naming);
        application.configuration().holding(DATA_ID, document("v2"));
        router = newRouter();
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    class FirstNotification {

        @Test
        void firstCall_knowsStandingsAlready() {
            naming.holding(PROVIDER, listed(first, Standing.SERVING), listed(second, Standing.OUT), labelled("v2"));

            router.notify(new BitList<>(all));

            assertThat(route(null)).containsExactly(first);
        }

        @Test
        void registryIsAway_whatDubboWasToldCounts() {
            naming.away();

            router.notify(new BitList<>(all));

            assertThat(route(null)).containsExactly(first, second);
            assertThat(route("canary")).containsExactly(canary);
        }
    }

    /** What is pushed while another thread tells of the list before is told by that thread. */
    @Nested
    class Changes {

        @BeforeEach
        void notified() {
            naming.holding(PROVIDER, listed(first, Standing.SERVING), listed(second, Standing.SERVING), labelled("v2"));
            router.notify(new BitList<>(all));
        }

        @Test
        void weight0_getsNoCall() {
            naming.push(PROVIDER, listed(first, Standing.OUT), listed(second, Standing.SERVING), labelled("v2"));

            await().untilAsserted(() -> assertThat(route(null)).containsExactly(second));
        }

        @Test
        void everyoneIsTakenOut_isRefused() {
            naming.push(PROVIDER, listed(first, Standing.OUT), listed(second, Standing.OUT), labelled("v2"));

            await().untilAsserted(() -> assertThat(route(null)).isEmpty());
        }

        @Test
        void unhealthy_leavesWhileOthersServe() {
            naming.push(PROVIDER, listed(first, Standing.UNHEALTHY), listed(second, Standing.SERVING), labelled("v2"));
            await().untilAsserted(() -> assertThat(route(null)).containsExactly(second));

            naming.push(PROVIDER, listed(first, Standing.SERVING), listed(second, Standing.SERVING), labelled("v2"));
            await().untilAsserted(() -> assertThat(route(null)).containsExactly(first, second));
        }

        @Test
        void editedLabel_movesTheInstance() {
            naming.push(PROVIDER, listed(first, Standing.SERVING), listed(second, Standing.SERVING), labelled("v1"));

            await().untilAsserted(() -> assertThat(route(null)).containsExactly(first, second, canary));
        }

        @Test
        void withdrawnInstance_getsNoCallThoughDubboStillListsIt() {
            naming.push(PROVIDER, listed(second, Standing.SERVING), labelled("v2"));

            await().untilAsserted(() -> assertThat(route(null)).containsExactly(second));
        }

        @Test
        void nobodyIsListedAnyMore_whatDubboWasToldCounts() {
            naming.push(PROVIDER);

            await().untilAsserted(() -> assertThat(route(null)).containsExactly(first, second));
        }

        @Test
        void everyRouter_followsAndTheServiceIsFollowedOnce() {
            GrayRouter<Echo> other = newRouter();
            List<Invoker<Echo>> otherList = new ArrayList<>(all);
            other.notify(new BitList<>(otherList));

            naming.push(PROVIDER, listed(first, Standing.OUT), listed(second, Standing.SERVING), labelled("v2"));

            await().untilAsserted(() -> assertThat(route(null)).containsExactly(second));
            await().untilAsserted(
                            () -> assertThat(route(other, otherList, null)).containsExactly(second));
            assertThat(naming.followersOf(PROVIDER)).isEqualTo(1);
        }

        @Test
        void stoppedRouter_followsNoMore() {
            router.stop();

            naming.push(PROVIDER, listed(first, Standing.OUT), listed(second, Standing.SERVING), labelled("v2"));

            assertThat(route(null)).containsExactly(first, second);
        }

        @Test
        @DisplayName("D4: routing never asks the registry")
        void calls_costNoQuestion() {
            int fetches = naming.fetches();

            for (int i = 0; i < 1_000; i++) {
                route(null);
            }

            assertThat(naming.fetches()).isEqualTo(fetches);
        }
    }

    @Nested
    class SnapshotForQos {

        @Test
        void serviceAndDrifts_haveTheirLines() {
            naming.holding(
                    PROVIDER,
                    listed(first, Standing.UNHEALTHY),
                    new RegisteredInstance(
                            "127.0.0.1",
                            canary.port(),
                            1,
                            Standing.SERVING,
                            "DEFAULT",
                            Listed.describing("version=v1", Map.of("version", "v2"))));
            router.notify(new BitList<>(all));
            await().until(() -> !application.gray().drifts().isEmpty()); // told after the first call may go

            assertThat(router.buildSnapshot())
                    .contains("\ndemo-provider: 2 instances listed, 1 unhealthy, 0 taken out\n  drift: 127.0.0.1:"
                            + canary.port() + " of demo-provider registers version=v1, the registry says version=v2\n")
                    .contains("dubbo.gray.labels.drifted 1\n");
            assertThat(application.gray().drifts())
                    .containsExactly(new LabelDrift(PROVIDER, "127.0.0.1:" + canary.port(), "version", "v1", "v2"));
        }

        @Test
        void registrySwitchedOff_saysSo() {
            application.close();
            application = TestApplication.in(
                            directory,
                            Map.of(
                                    "dubbo.gray.registry.live", "false",
                                    "dubbo.gray.announce", "false"))
                    .withRegistry(naming);
            router = newRouter();

            router.notify(new BitList<>(all));

            assertThat(router.buildSnapshot()).contains("\nregistry: not followed, what Dubbo was told counts\n");
            assertThat(naming.connections()).isZero();
        }
    }

    private GrayRouter<Echo> newRouter() {
        GrayRouter<Echo> fresh = new GrayRouter<>(application.reference(), application.gray());
        fresh.setNextRouter(TailStateRouter.getInstance());
        return fresh;
    }

    private List<Invoker<Echo>> route(String tag) {
        return route(router, all, tag);
    }

    private List<Invoker<Echo>> route(GrayRouter<Echo> by, List<Invoker<Echo>> origin, String tag) {
        RpcInvocation call = TestApplication.call("echo");
        if (tag != null) {
            call.setAttachment("x-gray-tag", tag);
        }
        return by.route(new BitList<>(origin), application.reference(), call, false, null);
    }

    private static RegisteredInstance listed(FakeInvoker invoker, Standing standing) {
        return new RegisteredInstance(
                "127.0.0.1", invoker.port(), 1, standing, "DEFAULT", Map.of("gray.version", "v1"));
    }

    /** Returns the canary as the registry lists it. */
    private RegisteredInstance labelled(String version) {
        return new RegisteredInstance(
                "127.0.0.1", canary.port(), 1, Standing.SERVING, "DEFAULT", Map.of("gray.version", version));
    }
}
