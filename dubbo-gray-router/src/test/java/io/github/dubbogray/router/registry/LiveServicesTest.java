package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.RegistryThreads.workers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.GraySettings;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NonAtomicVolatileUpdate") // only the test moves its clock
class LiveServicesTest {

    private static final String PROVIDER = "demo-provider";
    private static final RegistryService DEMO = new RegistryService.OfApplication(PROVIDER);
    private static final String BY_INTERFACE = "providers:" + Echo.class.getName() + "::";

    private final FakeNamingClient naming = new FakeNamingClient();
    private final List<NamingRegistry> registries =
            new CopyOnWriteArrayList<>(List.of(Listed.registry("127.0.0.1:8848")));
    private final AtomicInteger watches = new AtomicInteger();
    private volatile long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    private volatile Connection connection = Connection.UNTOLD;
    private final Meters meters = new Meters();
    private final Drifts drifts = new Drifts(new GrayEvents(), meters, () -> nanos);
    private final LiveServices live = new LiveServices(
            () -> registries,
            new GraySettings.Live(GraySettings.Activity.ACTIVE, 0),
            () -> {
                watches.incrementAndGet();
                return new RegistryWatch(() -> registries, naming::connect, 0, Surroundings.ofSystem());
            },
            registry -> connection,
            new Keepers(Surroundings.ofSystem()),
            drifts,
            () -> nanos);

    @AfterEach
    void close() {
        live.close();
        await().until(() -> workers() == 0);
    }

    @Nested
    class Awaited {

        @Test
        void service_isAwaitedUntilItsFirstListOrUntilItsRegistryFails() {
            naming.holding(PROVIDER, Listed.at(1)).silentAbout(BY_INTERFACE);
            List<String> meanwhile = new CopyOnWriteArrayList<>();
            naming.duringFetch(() -> {
                await().until(() ->
                        !live.awaited().isEmpty()); // the thread that fetches may be ahead of the one that follows
                meanwhile.addAll(live.awaited());
            });
            live.follow(DEMO, LiveServicesTest::nobody);
            assertThat(meanwhile).containsExactly(PROVIDER);

            live.follow(new RegistryService.OfInterface(BY_INTERFACE), LiveServicesTest::nobody);
            assertThat(live.awaited()).isEmpty();
        }
    }

    @Nested
    class Follow {

        @Test
        void firstReference_knowsTheListWhenItReturns() {
            naming.holding(PROVIDER, Listed.at(1, 5.0));

            live.follow(DEMO, LiveServicesTest::nobody);

            assertThat(live.describe()).isEqualTo("demo-provider: 1 instances listed, 0 unhealthy, 0 taken out");
        }

        @Test
        void manyReferences_oneSubscription() {
            naming.holding(PROVIDER, Listed.at(1));
            Set<String> told = ConcurrentHashMap.newKeySet(); // the worker may still tell of the first list
            IntStream.range(0, 20).forEach(i -> live.follow(DEMO, () -> told.add("reference " + i)));
            naming.push(PROVIDER, Listed.at(2));

            assertThat(naming.followersOf(PROVIDER)).isEqualTo(1);
            assertThat(naming.fetches()).isEqualTo(1);
            assertThat(watches).hasValue(1);
            await().untilAsserted(() -> assertThat(told).hasSize(20));
        }

        @Test
        void sameListenerAgain_isToldOnce() {
            AtomicInteger changes = new AtomicInteger();
            Runnable listener = changes::incrementAndGet;
            live.follow(DEMO, listener);
            live.follow(DEMO, listener);

            naming.push(PROVIDER, Listed.at(1));

            assertThat(changes).hasValue(1);
        }

        @Test
        void severalServices_areFollowedEachByOneWorker() {
            naming.holding(PROVIDER, Listed.at(1)).holding(BY_INTERFACE, Listed.at(2));

            live.follow(DEMO, LiveServicesTest::nobody);
            live.follow(new RegistryService.OfInterface(BY_INTERFACE), LiveServicesTest::nobody);

            assertThat(live.describe())
                    .isEqualTo("demo-provider: 1 instances listed, 0 unhealthy, 0 taken out\n" + BY_INTERFACE
                            + ": 1 instances listed, 0 unhealthy, 0 taken out");
            assertThat(watches).hasValue(1);
            assertThat(workers()).isEqualTo(1);
        }

        @Test
        void noRegistries_nothingIsFollowedAndNoThreadIsMade() {
            registries.clear();

            live.follow(DEMO, LiveServicesTest::nobody);

            assertThat(watches).hasValue(0);
            assertThat(workers()).isZero();
            assertThat(live.describe()).isEqualTo("registry: not followed, what Dubbo was told counts");
        }

        @Test
        void registryThatIsAway_nobodyWaitsForItTwice() {
            naming.away();
            live.follow(DEMO, LiveServicesTest::nobody);
            long before = System.nanoTime();

            IntStream.range(0, 10).forEach(i -> live.follow(DEMO, LiveServicesTest::nobody));

            assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
        }
    }

    @Nested
    class Forget {

        @Test
        void forgottenListener_isNotToldOfAnyService() {
            AtomicInteger changes = new AtomicInteger();
            Runnable listener = changes::incrementAndGet;
            live.follow(DEMO, listener);
            live.follow(new RegistryService.OfInterface(BY_INTERFACE), listener);

            live.forget(listener);
            naming.push(PROVIDER, Listed.at(1));
            naming.push(BY_INTERFACE, Listed.at(1));

            assertThat(changes).hasValue(0);
        }
    }

    @Nested
    @DisplayName("I1: what counts of an instance is what the registry says now")
    class Registrations {

        private final FakeInvoker byApplication = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
        private final FakeInvoker byInterface = FakeInvoker.with("gray.version=v1");
        private final URL foundByApplication = byApplication.getUrl();
        private final URL foundByInterface = byInterface.getUrl();
        private final Registration told = new Registration(new Instance(PROVIDER, Labels.of("version", "v1")), 1);

        @Test
        void nothingFollowed_isWhatDubboWasTold() {
            assertThat(live.registrationOf(foundByApplication)).isEqualTo(told);
            assertThat(live.registrationOf(foundByInterface)).isEqualTo(told);
            assertThat(live.weightOf(foundByApplication)).isEqualTo(1);
        }

        @Test
        void foundByApplication_isWhatItsRegistrySays() {
            naming.holding(PROVIDER, edited(byApplication));
            live.follow(RegistryService.of(foundByApplication), LiveServicesTest::nobody);

            assertThat(live.registrationOf(foundByApplication)).isEqualTo(edited());
            assertThat(live.weightOf(foundByApplication)).isEqualTo(5);
        }

        @Test
        void foundByInterface_isWhatItsRegistrySays() {
            naming.holding(BY_INTERFACE, edited(byInterface));
            live.follow(RegistryService.of(foundByInterface), LiveServicesTest::nobody);

            assertThat(live.registrationOf(foundByInterface)).isEqualTo(edited());
            assertThat(live.weightOf(foundByInterface)).isEqualTo(5);
        }

        @Test
        void otherServiceAtThatAddress_isAnother() {
            naming.holding(PROVIDER, edited(byInterface));
            live.follow(DEMO, LiveServicesTest::nobody);

            assertThat(live.registrationOf(foundByInterface)).isEqualTo(told);
            assertThat(live.weightOf(foundByInterface)).isEqualTo(1);
        }

        @Test
        void unknownInstance_isWhatDubboWasTold() {
            naming.holding(PROVIDER, Listed.at(1));
            live.follow(DEMO, LiveServicesTest::nobody);

            assertThat(live.registrationOf(foundByApplication)).isEqualTo(told);
            assertThat(live.weightOf(foundByApplication)).isEqualTo(1);
        }

        @Test
        void withdrawnInstance_isOut() {
            naming.holding(PROVIDER, edited(byApplication), Listed.at(1));
            live.follow(DEMO, LiveServicesTest::nobody);
            naming.push(PROVIDER, Listed.at(1));

            assertThat(live.registrationOf(foundByApplication))
                    .isEqualTo(new Registration(
                            new Instance(PROVIDER, edited().instance().labels(), Standing.OUT), 0));
        }

        @Test
        void nobodyListedAnyMore_isWhatTheRegistrySaidLast() {
            naming.holding(PROVIDER, edited(byApplication));
            live.follow(DEMO, LiveServicesTest::nobody);
            naming.push(PROVIDER);

            assertThat(live.registrationOf(foundByApplication)).isEqualTo(edited());
            assertThat(live.weightOf(foundByApplication)).isEqualTo(5);
        }

        @Test
        void missingAfterALostConnection_isAsItWas() {
            connection = new Connection(true, 1);
            naming.holding(PROVIDER, edited(byApplication), Listed.at(1));
            live.follow(DEMO, LiveServicesTest::nobody);

            connection = new Connection(true, 2);
            naming.push(PROVIDER, Listed.at(1));

            assertThat(live.registrationOf(foundByApplication)).isEqualTo(edited());
        }

        private static RegisteredInstance edited(FakeInvoker invoker) {
            return new RegisteredInstance(
                    "127.0.0.1",
                    invoker.port(),
                    5,
                    Standing.UNHEALTHY,
                    "DEFAULT",
                    Map.of("gray.version", "v2", "gray.env", "gray"));
        }

        private static Registration edited() {
            return new Registration(
                    new Instance(PROVIDER, Labels.of(Map.of("version", "v2", "env", "gray")), Standing.UNHEALTHY), 5);
        }
    }

    @Nested
    class DriftsOfServices {

        @Test
        void driftThatSeveralServicesSay_isDescribedAndCountedOnce() {
            RegisteredInstance drifted = Listed.at(1, Listed.describing("version=v1", Map.of("version", "v2")));
            naming.holding(PROVIDER, drifted).holding(BY_INTERFACE, drifted);
            live.follow(DEMO, LiveServicesTest::nobody);
            live.follow(new RegistryService.OfInterface(BY_INTERFACE), LiveServicesTest::nobody);

            await().until(() -> live.describe().lines().count() == 3);
            assertThat(live.describe())
                    .endsWith(
                            "\n  drift: 127.0.0.1:1 of demo-provider registers version=v1, the registry says version=v2");
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
        }

        @Test
        void driftThatIsOver_isEndedByTheWorker() {
            naming.holding(PROVIDER, Listed.at(1, Listed.describing("version=v1", Map.of("version", "v2"))));
            live.follow(DEMO, LiveServicesTest::nobody);
            await().until(() -> drifts.list().size() == 1);

            naming.push(PROVIDER, Listed.at(1, Listed.describing("version=v1", Map.of("version", "v1"))));
            nanos += Drifts.SETTLING_NANOS;

            await().until(() -> drifts.list().isEmpty());
        }
    }

    @Nested
    class Ending {

        private final Runnable listener = new AtomicInteger()::incrementAndGet;

        @Test
        void forgottenForAWhile_isFollowedNoMore() {
            live.follow(DEMO, listener);
            live.forget(DEMO, listener);
            nanos += Listeners.LINGERING_NANOS;

            await().until(() -> naming.followersOf(PROVIDER) == 0);
            assertThat(live.describe()).isEqualTo("registry: not followed, what Dubbo was told counts");
        }

        @Test
        void backInTime_isNotAskedAgain() {
            naming.holding(PROVIDER, Listed.at(1));
            live.follow(DEMO, listener);
            live.forget(listener);
            nanos += Listeners.LINGERING_NANOS - 1;

            live.follow(DEMO, listener);
            nanos += Listeners.LINGERING_NANOS;
            live.follow(new RegistryService.OfInterface(BY_INTERFACE), listener); // the worker has looked since

            assertThat(naming.followersOf(PROVIDER)).isEqualTo(1);
            assertThat(naming.fetches()).isEqualTo(2);
        }

        @Test
        void backAfterTheEnd_isFollowedAnew() {
            live.follow(DEMO, listener);
            live.forget(DEMO, listener);
            nanos += Listeners.LINGERING_NANOS;
            await().until(() -> naming.followersOf(PROVIDER) == 0);

            naming.holding(PROVIDER, Listed.at(2));
            live.follow(DEMO, listener);

            assertThat(naming.followersOf(PROVIDER)).isEqualTo(1);
            assertThat(live.describe()).startsWith("demo-provider: 1 instances listed");
        }

        @Test
        void registryThatIsAwayAtTheEnd_isToldWhenItIsBack() {
            live.follow(DEMO, listener);
            naming.away();
            live.forget(DEMO, listener);
            nanos += Listeners.LINGERING_NANOS;
            await().until(() -> live.describe().startsWith("registry: not followed"));
            assertThat(naming.followersOf(PROVIDER)).isEqualTo(1);

            naming.back();

            await().atMost(Duration.ofSeconds(15)).until(() -> naming.followersOf(PROVIDER) == 0);
        }
    }

    @Nested
    class Close {

        @Test
        void clientsAndThread_areGone() {
            live.follow(DEMO, LiveServicesTest::nobody);
            assertThat(workers()).isEqualTo(1);

            live.close();

            await().until(() -> workers() == 0);
            assertThat(naming.closings()).isEqualTo(1);
        }

        @Test
        void serviceAfterwards_isNotFollowedAndHarmsNobody() {
            live.follow(DEMO, LiveServicesTest::nobody);
            live.close();

            live.follow(new RegistryService.OfInterface(BY_INTERFACE), LiveServicesTest::nobody);

            assertThat(naming.followersOf(BY_INTERFACE)).isZero();
        }

        @Test
        void closedBeforeAnything_makesNoThreadLater() {
            live.close();

            live.follow(DEMO, LiveServicesTest::nobody);

            assertThat(watches).hasValue(0);
            assertThat(workers()).isZero();
        }
    }

    /** Listens to nothing. */
    private static void nobody() {}
}
