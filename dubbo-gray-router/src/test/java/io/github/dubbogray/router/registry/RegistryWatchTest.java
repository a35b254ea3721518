package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.RegistryThreads.workers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {

    private static final NamingRegistry HERE = Listed.registry("127.0.0.1:8848");
    private static final NamingRegistry THERE = Listed.registry("127.0.0.2:8848");
    private static final RegistryService DEMO = new RegistryService.OfApplication("demo-provider");
    private static final RegistryService OTHER = new RegistryService.OfApplication("other-provider");
    private static final long NEVER = 0;

    /** How long a retry may take: every five seconds, and some time for a busy machine. */
    private static final Duration RETRIED = Duration.ofSeconds(15);

    private final FakeNamingClient naming = new FakeNamingClient();
    private final LiveService demo = live(DEMO);
    private final LiveService other = live(OTHER);
    private final List<RegistryWatch> watches = new ArrayList<>();

    @AfterEach
    void close() {
        watches.forEach(RegistryWatch::close);
        await().until(() -> workers() == 0);
    }

    @Nested
    class Follow {

        @Test
        void service_isFetchedAndFollowed() {
            naming.holding("demo-provider", Listed.at(1));
            RegistryWatch watch = watch(NEVER);

            watch.follow(DEMO, demo);

            awaitPorts(demo, 1);
            naming.push("demo-provider", Listed.at(2));
            assertThat(ports(demo)).containsExactly("127.0.0.1:2");
            assertThat(watch.isAway()).isFalse();
        }

        @Test
        void severalServices_shareOneClient() {
            naming.holding("demo-provider", Listed.at(1)).holding("other-provider", Listed.at(2));
            RegistryWatch watch = watch(NEVER);

            watch.follow(DEMO, demo);
            watch.follow(OTHER, other);

            awaitPorts(demo, 1);
            awaitPorts(other, 2);
            assertThat(naming.connections()).isEqualTo(1);
            assertThat(naming.followersOf("demo-provider")).isEqualTo(1);
        }

        @Test
        void severalRegistries_areFollowedEach() {
            FakeNamingClient there = new FakeNamingClient().holding("demo-provider", Listed.at(2));
            naming.holding("demo-provider", Listed.at(1));
            RegistryWatch watch = opened(new RegistryWatch(
                    () -> List.of(HERE, THERE),
                    registry -> (registry.equals(HERE) ? naming : there).connect(registry),
                    NEVER,
                    Surroundings.ofSystem()));

            watch.follow(DEMO, demo);

            awaitPorts(demo, 1, 2);
        }

        @Test
        void registryThatJoinsLater_isFollowedToo() {
            naming.holding("demo-provider", Listed.at(1));
            List<NamingRegistry> registries = new CopyOnWriteArrayList<>();
            RegistryWatch watch =
                    opened(new RegistryWatch(() -> registries, naming::connect, NEVER, Surroundings.ofSystem()));
            watch.follow(DEMO, demo);

            registries.add(HERE);

            await().atMost(RETRIED).untilAsserted(() -> assertThat(ports(demo)).containsExactly("127.0.0.1:1"));
        }

        @Test
        void pushWhileFetching_isNotOverwritten() {
            naming.holding("demo-provider", Listed.at(1));
            naming.duringFetch(() -> naming.push("demo-provider", Listed.at(2)));
            RegistryWatch watch = watch(NEVER);

            watch.follow(DEMO, demo);
            watch.follow(OTHER, other); // fetched when the one that was pushed into is through

            await().until(() -> naming.fetches() == 2);
            assertThat(ports(demo)).containsExactly("127.0.0.1:2");
        }
    }

    @Nested
    class Reconcile {

        @Test
        @DisplayName("E12: a change whose push was lost is found within the interval")
        void lostPush_isFound() {
            naming.holding("demo-provider", Listed.at(1));
            watch(1).follow(DEMO, demo);
            awaitPorts(demo, 1);

            naming.holding("demo-provider", Listed.at(1), Listed.at(2));

            awaitPorts(demo, 1, 2);
        }

        @Test
        void nothingWasLost_listenersAreLeftAlone() {
            List<String> changes = new CopyOnWriteArrayList<>();
            naming.holding("demo-provider", Listed.at(1));
            demo.follow(() -> changes.add("changed"));
            watch(1).follow(DEMO, demo);
            awaitPorts(demo, 1);

            int fetches = naming.fetches();
            await().until(() -> naming.fetches() >= fetches + 2);

            assertThat(changes).hasSize(1);
            assertThat(naming.followersOf("demo-provider")).isEqualTo(1);
        }

        @Test
        void registryThatGoesAway_keepsWhatIsKnownAndIsLoggedOnce() {
            naming.holding("demo-provider", Listed.at(1));
            RegistryWatch watch = watch(1);
            watch.follow(DEMO, demo);
            awaitPorts(demo, 1);
            try (CapturedLog log = new CapturedLog()) {
                naming.away();
                await().until(watch::isAway);
                naming.holding("demo-provider", Listed.at(2));
                naming.back();

                awaitPorts(demo, 2);
                assertThat(watch.isAway()).isFalse();
                await().until(() -> log.linesWith(" tells the instances of demo-provider again") == 1);
                assertThat(log.linesWith("does not tell the instances of demo-provider; what is known of them stays"))
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class Failure {

        @Test
        void registryThatIsAway_isTriedAgainAndLoggedOnce() {
            naming.away().holding("demo-provider", Listed.at(1));
            try (CapturedLog log = new CapturedLog()) {
                RegistryWatch watch = watch(NEVER);
                watch.follow(DEMO, demo);
                watch.follow(DEMO, demo);
                await().until(() -> naming.connections() == 2 && watch.isAway());
                naming.back();

                await().atMost(RETRIED)
                        .untilAsserted(() -> assertThat(ports(demo)).containsExactly("127.0.0.1:1"));
                assertThat(log.linesWith("WARN")).isEqualTo(1);
                assertThat(log.text())
                        .contains("Nacos at 127.0.0.1:8848, group DEFAULT_GROUP does not tell the instances of "
                                + "demo-provider; what is known of them stays, asking again");
                await().until(() -> log.linesWith("INFO") == 1);
                assertThat(log.text())
                        .contains("Nacos at 127.0.0.1:8848, group DEFAULT_GROUP tells the instances of "
                                + "demo-provider again");
                assertThat(watch.isAway()).isFalse();
            }
        }

        @Test
        void followedButNotAnswered_isAskedAgainThoughNothingIsReconciled() {
            naming.holding("demo-provider", Listed.at(1));
            naming.duringFetch(() -> {
                throw new RegistryException("timed out", new IllegalStateException("test"));
            });
            RegistryWatch watch = watch(NEVER);
            watch.follow(DEMO, demo);
            await().until(watch::isAway);

            naming.duringFetch(() -> {});

            await().atMost(RETRIED).untilAsserted(() -> assertThat(ports(demo)).containsExactly("127.0.0.1:1"));
            assertThat(naming.followersOf("demo-provider")).isEqualTo(1);
        }

        @Test
        void oneServiceFails_othersGoOn() {
            naming.silentAbout("demo-provider").holding("other-provider", Listed.at(2));
            RegistryWatch watch = watch(1);

            watch.follow(DEMO, demo);
            watch.follow(OTHER, other);

            awaitPorts(other, 2);
            naming.holding("other-provider", Listed.at(3));
            awaitPorts(other, 3);
            assertThat(ports(demo)).isEmpty();
        }

        @Test
        void linkageError_isAFailureLikeAnother() {
            try (CapturedLog log = new CapturedLog()) {
                RegistryWatch watch = opened(new RegistryWatch(
                        () -> List.of(HERE),
                        registry -> {
                            throw new NoClassDefFoundError("com/alibaba/nacos/api/naming/NamingService");
                        },
                        NEVER,
                        Surroundings.ofSystem()));

                watch.follow(DEMO, demo);

                await().until(watch::isAway);
                assertThat(log.linesWith("does not tell the instances of demo-provider"))
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class Timers {

        @Test
        void taskThatFailsAgainAndAgain_isSaidOncePerCauseAndWhenItIsOver() {
            AtomicInteger runs = new AtomicInteger();
            try (CapturedLog log = new CapturedLog()) {
                watch(NEVER).everySecond(() -> {
                    switch (runs.incrementAndGet()) {
                        case 1, 2 -> throw new IllegalStateException("run " + runs);
                        case 3 -> throw new NoClassDefFoundError("run " + runs);
                        default -> {}
                    }
                });

                await().until(() -> log.linesWith("Following the registry works again") == 1);
                assertThat(log.linesWith("Following the registry failed; again every 1000 ms"))
                        .isEqualTo(2);
            }
        }
    }

    @Nested
    class Step {

        @Test
        void loadWeights_areFollowedEverySecond() {
            naming.holding("demo-provider", asking("100"));
            watch(NEVER).follow(DEMO, demo);
            awaitPorts(demo, 1);

            naming.push("demo-provider", asking("20"));

            await().until(() -> demo.instances().at("127.0.0.1:1").weight() == 0.6);
        }

        private static RegisteredInstance asking(String percent) {
            return Listed.at(1, Map.of("dubbo.gray-load-weight", percent));
        }
    }

    @Nested
    class Close {

        @Test
        void clients_areClosedAndTheThreadEnds() {
            RegistryWatch watch = watch(1);
            watch.follow(DEMO, demo);
            await().until(() -> naming.followersOf("demo-provider") == 1);
            assertThat(workers()).isEqualTo(1);

            watch.close();

            await().until(() -> workers() == 0);
            assertThat(naming.closings()).isEqualTo(1);
        }

        @Test
        void closedTwice_closesClientsOnce() {
            RegistryWatch watch = watch(1);
            watch.follow(DEMO, demo);
            await().until(() -> naming.followersOf("demo-provider") == 1);

            watch.close();
            watch.close();

            await().until(() -> workers() == 0);
            assertThat(naming.closings()).isEqualTo(1);
        }

        @Test
        void clientThatDoesNotStop_isLoggedAndTheOthersAreClosed() {
            NamingClient stubborn = new NamingClient() {
                @Override
                public void follow(RegistryService service, Consumer<List<RegisteredInstance>> lists) {}

                @Override
                public void forget(RegistryService service, Consumer<List<RegisteredInstance>> lists) {}

                @Override
                public List<RegisteredInstance> fetch(RegistryService service) {
                    return List.of();
                }

                @Override
                public void announce(Presence presence) {}

                @Override
                public void withdraw(Presence presence) {}

                @Override
                public void close() {
                    throw new RegistryException("stays", new IllegalStateException());
                }
            };
            RegistryWatch watch = opened(new RegistryWatch(
                    () -> List.of(HERE, THERE),
                    registry -> registry.equals(HERE) ? stubborn : naming,
                    NEVER,
                    Surroundings.ofSystem()));
            watch.follow(DEMO, demo);
            await().until(() -> naming.followersOf("demo-provider") == 1);
            try (CapturedLog log = new CapturedLog()) {
                watch.close();

                await().until(() -> naming.closings() == 1);
                await().until(() -> log.linesWith("A naming client does not stop") == 1);
            }
        }

        @Test
        void serviceAfterwards_isNotFollowed() {
            RegistryWatch watch = watch(1);
            watch.close();

            watch.follow(DEMO, demo);

            await().until(() -> workers() == 0);
            assertThat(naming.followersOf("demo-provider")).isZero();
        }
    }

    private RegistryWatch watch(long reconcileSeconds) {
        return opened(
                new RegistryWatch(() -> List.of(HERE), naming::connect, reconcileSeconds, Surroundings.ofSystem()));
    }

    private RegistryWatch opened(RegistryWatch watch) {
        watches.add(watch);
        return watch;
    }

    private static LiveService live(RegistryService service) {
        return new LiveService(
                service, new Drifts(new GrayEvents(), new Meters(), System::nanoTime), System::nanoTime, Settled::of);
    }

    private static void awaitPorts(LiveService live, int... ports) {
        String[] addresses =
                IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).toArray(String[]::new);
        await().untilAsserted(() -> assertThat(ports(live)).containsExactly(addresses));
    }

    private static List<String> ports(LiveService live) {
        return List.copyOf(live.instances().listed().keySet());
    }
}
