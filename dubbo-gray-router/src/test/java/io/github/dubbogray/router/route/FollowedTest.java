package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.Latches.awaitLatch;
import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.registry.FakeNamingClient;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.Registry;
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

@DisplayName("What a router follows: what its present instances are of, and nothing else")
class FollowedTest {

    private static final String OTHER_ID = "other-provider.gray-router";
    private static final URL NACOS = URL.valueOf("nacos://127.0.0.1:8848");

    /** How long a later try may take: five seconds, and some time for a busy machine. */
    private static final Duration RETRIED = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final FakeNamingClient naming = new FakeNamingClient();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Invoker<Echo> stable = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final Invoker<Echo> canary = FakeInvoker.of(PROVIDER, Map.of("version", "v2"));
    private final Invoker<Echo> other = FakeInvoker.of("other-provider", Map.of());
    private final List<Invoker<Echo>> all = List.of(stable, canary);

    private TestApplication application;
    private GrayRouter<Echo> router;

    @BeforeEach
    void start() {
        Registry registry = mock(Registry.class);
        when(registry.getUrl()).thenAnswer(asked -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return NACOS;
        });
        application = TestApplication.in(directory).withConfigCentre().withRegistry(registry, naming);
        application.configuration().holding(DATA_ID, document("v2"));
        router = new GrayRouter<>(application.reference(), application.gray());
        router.setNextRouter(TailStateRouter.getInstance());
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    class Instances {

        @Test
        void applicationThatLeft_isForgotten() {
            router.notify(new BitList<>(List.of(stable, other)));
            router.notify(new BitList<>(List.of(stable)));

            application.configuration().push(OTHER_ID, document("v3").replace(PROVIDER, "other-provider"));

            assertThat(isListened(PROVIDER)).isTrue();
            assertThat(isListened("other-provider")).isFalse();
        }

        @Test
        void applicationThatCame_isFollowedToo() {
            router.notify(new BitList<>(List.of(stable)));
            router.notify(new BitList<>(List.of(stable, other)));

            assertThat(isListened(PROVIDER)).isTrue();
            assertThat(isListened("other-provider")).isTrue();
        }

        @Test
        void nobodyLeft_nothingIsFollowed() {
            router.notify(new BitList<>(all));
            router.notify(new BitList<>(List.of()));

            assertThat(isListened(PROVIDER)).isFalse();
            assertThat(route(new BitList<>(all), "canary")).containsExactly(canary);
        }

        @Test
        void inventedApplications_pushOutNobodyAndAreSoManyAtMost() {
            router.notify(new BitList<>(all));
            List<Invoker<Echo>> flooded = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                flooded.add(FakeInvoker.of("a-" + i, Map.of()));
            }
            flooded.addAll(all);

            try (CapturedLog log = new CapturedLog()) {
                router.notify(new BitList<>(flooded));
                router.notify(new BitList<>(flooded));

                assertThat(log.linesWith("More than 200 applications provide")).isEqualTo(1);
            }
            assertThat(application.gray().documents().statuses()).hasSize(FollowedNames.MOST);
            assertThat(isListened(PROVIDER)).isTrue();
            assertThat(route(new BitList<>(flooded), "canary")).contains(canary);
        }

        /** Whoever is told may wait for another thread, and that one may be Dubbo's, with the next instances. */
        @Test
        void whileListenersAreTold_nextInstancesAreTakenOver() throws Exception {
            CountDownLatch isTakenOver = new CountDownLatch(1);
            AtomicReference<Boolean> inTime = new AtomicReference<>();
            ExecutorService dubbo = Executors.newSingleThreadExecutor();
            try {
                application.gray().listen(event -> {
                    dubbo.execute(() -> {
                        router.notify(new BitList<>(List.of(stable, canary, other)));
                        isTakenOver.countDown();
                    });
                    inTime.compareAndSet(null, isOpenSoon(isTakenOver));
                });

                router.notify(new BitList<>(all));

                assertThat(inTime.get()).isTrue();
                assertThat(isListened("other-provider")).isTrue();
            } finally {
                dubbo.shutdown();
                assertThat(dubbo.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        private static boolean isOpenSoon(CountDownLatch latch) {
            try {
                return latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Documents of which no router listens end a while later. */
        private boolean isListened(String name) {
            return !application.gray().documents().isUnheard(name);
        }
    }

    @Nested
    @DisplayName("D4: new instances are in force whatever becomes of following")
    class Failures {

        @Test
        void registryThatThrows_callsGoToTheReadySnapshotAndItIsTriedAgain() {
            failure.set(new IllegalStateException("no registry"));
            try (CapturedLog log = new CapturedLog()) {
                router.notify(new BitList<>(all));
                router.notify(new BitList<>(all));

                assertThat(router.isReadyFor(all)).isTrue();
                assertThat(route(new BitList<>(all), "canary")).containsExactly(canary);
                assertThat(naming.followersOf(PROVIDER)).isZero();

                failure.set(null);
                await().atMost(RETRIED).until(() -> naming.followersOf(PROVIDER) == 1);
                assertThat(log.linesWith("cannot be followed; tried again until they can"))
                        .isEqualTo(1);
            }
        }

        @Test
        void registryThatThrows_documentsAreFollowedAllTheSame() {
            failure.set(new IllegalStateException("no registry"));
            router.notify(new BitList<>(all));

            application.configuration().push(DATA_ID, document("v1"));

            assertThat(route(new BitList<>(all), "canary")).containsExactly(stable);
        }

        @Test
        void stopped_isTriedNoMore() {
            failure.set(new IllegalStateException("no registry"));
            router.notify(new BitList<>(all));

            router.stop();
            failure.set(null);
            router.notify(new BitList<>(all));

            assertThat(naming.followersOf(PROVIDER)).isZero();
        }

        @Test
        void configCentreThatKeepsOneWaiting_newInstancesAreInForceMeanwhile() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            application.configuration().duringQuestions(() -> {
                asked.countDown();
                awaitLatch(answer);
            });
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> notification = thread.submit(() -> router.notify(new BitList<>(all)));
                awaitLatch(asked);

                assertThat(router.isReadyFor(all)).isTrue();
                assertThat(route(new BitList<>(all), "version=v2")).containsExactly(canary);

                answer.countDown();
                notification.get(10, TimeUnit.SECONDS);
            } finally {
                thread.shutdownNow();
            }
            assertThat(route(new BitList<>(all), "canary")).containsExactly(canary);
        }
    }

    @Nested
    class Stop {

        @Test
        void stoppedRouter_leavesNothing() {
            router.notify(new BitList<>(all));

            router.stop();
            router.notify(new BitList<>(new ArrayList<>(all)));
            application.configuration().push(DATA_ID, document("v1"));
            route(new BitList<>(new ArrayList<>(all)), "canary");

            assertThat(References.of(application.model(), application.gray())
                            .snapshots()
                            .size())
                    .isZero();
            assertThat(application.gray().documents().isUnheard(PROVIDER)).isTrue();
        }

        @Test
        void stoppedWhileItWaits_followsNothingAfterwards() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            application.configuration().duringQuestions(() -> {
                asked.countDown();
                awaitLatch(answer);
            });
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> notification = thread.submit(() -> router.notify(new BitList<>(all)));
                awaitLatch(asked);
                router.stop();
                answer.countDown();
                notification.get(10, TimeUnit.SECONDS);
            } finally {
                thread.shutdownNow();
            }

            assertThat(application.gray().documents().isUnheard(PROVIDER)).isTrue();
            assertThat(References.of(application.model(), application.gray())
                            .snapshots()
                            .size())
                    .isZero();
        }

        @Test
        void otherRouterOfTheReference_goesOn() {
            GrayRouter<Echo> second = new GrayRouter<>(application.reference(), application.gray());
            second.setNextRouter(TailStateRouter.getInstance());
            router.notify(new BitList<>(all));
            second.notify(new BitList<>(all));

            router.stop();

            assertThat(application.gray().documents().isUnheard(PROVIDER)).isFalse();
        }
    }

    private BitList<Invoker<Echo>> route(BitList<Invoker<Echo>> invokers, String tag) {
        RpcInvocation call = TestApplication.call("echo");
        call.setAttachment("x-gray-tag", tag);
        return router.route(invokers, application.reference(), call, false, null);
    }
}
