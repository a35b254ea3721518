package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.RoutedCall;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.registry.FakeNamingClient;
import io.github.dubbogray.router.registry.RegistryService;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.LoadBalance;
import org.apache.dubbo.rpc.cluster.loadbalance.AbstractLoadBalance;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares are taken over 100 000 draws of seed 20261125 and are within 3 standard deviations of what they should be. */
class GrayLoadBalanceTest {

    private static final long SEED = 20261125;
    private static final int DRAWS = 100_000;
    private static final String BY_USER = document("v2", "  stable: { affinity: attachment.user-id }\n");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final FakeNamingClient naming = new FakeNamingClient();
    private final FakeInvoker a = FakeInvoker.with("");
    private final FakeInvoker b = FakeInvoker.with("");
    private final FakeInvoker c = FakeInvoker.with("");

    @TempDir
    private Path directory;

    private TestApplication application;
    private GrayLoadBalance balance;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withRegistry(naming);
        balance =
                new GrayLoadBalance(application.model(), Surroundings.ofSystem().drawing(random::nextLong));
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void extensionLoader_knowsItAsGray() {
        assertThat(application.model().getExtensionLoader(LoadBalance.class).getExtension("gray"))
                .isInstanceOf(GrayLoadBalance.class);
    }

    @Nested
    class Weights {

        @Test
        void registrysWeights_areProportions() {
            Invocation call = call();
            List<Invoker<Echo>> placed =
                    PlacedInvokers.of(a, b).weighing(a, 10).weighing(b, 5).place(call);

            assertShares(draws(placed, call), Map.of(a, 2 / 3.0, b, 1 / 3.0));
        }

        @Test
        void dubbosWeight_isMultipliedWithTheRegistrys() {
            FakeInvoker heavy = FakeInvoker.with("weight=200");
            FakeInvoker light = FakeInvoker.with("weight=50");
            Invocation call = call();
            List<Invoker<Echo>> placed =
                    PlacedInvokers.of(heavy, light).weighing(light, 8).place(call);

            assertShares(draws(placed, call), Map.of(heavy, 1 / 3.0, light, 2 / 3.0));
        }

        @Test
        void weight0_isNeverChosen() {
            FakeInvoker withoutWeight = FakeInvoker.with("weight=0");
            Invocation call = call();
            List<Invoker<Echo>> placed =
                    PlacedInvokers.of(a, b, withoutWeight).weighing(b, 0).place(call);

            assertThat(draws(placed, call)).isEqualTo(Map.of(a, DRAWS));
        }

        @Test
        void allWeights0_somebodyServes() {
            Invocation call = call();
            List<Invoker<Echo>> placed =
                    PlacedInvokers.of(a, b).weighing(a, 0).weighing(b, 0).place(call);

            assertShares(draws(placed, call), Map.of(a, 0.5, b, 0.5));
        }

        @Test
        void oneInstance_isChosenWhateverItsWeight() {
            Invocation call = call();

            assertThat(select(PlacedInvokers.of(a).weighing(a, 0).place(call), call))
                    .isSameAs(a);
        }
    }

    @Nested
    class Connections {

        @Test
        void lostOne_isNotChosenAndTheOthersKeepTheirProportion() {
            Invocation call = call();
            BitList<Invoker<Echo>> placed = PlacedInvokers.of(a, b, c)
                    .weighing(a, 10)
                    .weighing(b, 100)
                    .weighing(c, 5)
                    .place(call);
            placed.remove(b);

            assertShares(draws(placed, call), Map.of(a, 2 / 3.0, c, 1 / 3.0));
        }

        @Test
        void onlyThoseOfWeight0AreLeft_somebodyServes() {
            Invocation call = call();
            BitList<Invoker<Echo>> placed =
                    PlacedInvokers.of(a, b, c).weighing(a, 0).weighing(b, 0).place(call);
            placed.remove(c);

            assertThat(draws(placed, call)).containsOnlyKeys(a, b);
        }
    }

    @Nested
    class WarmUp {

        @Test
        void startedJustNow_getsDubbosOwnShare() {
            FakeInvoker fresh = FakeInvoker.with("timestamp=" + (System.currentTimeMillis() - 1_000));
            Invocation call = call();
            int dubbos = new DubboShare().of(fresh, call);
            assertThat(dubbos).isEqualTo(1);

            assertShares(
                    draws(PlacedInvokers.of(a, fresh).place(call), call), Map.of(a, 100 / 101.0, fresh, 1 / 101.0));
        }

        @Test
        void onTheWay_getsDubbosOwnShare() {
            FakeInvoker warming = FakeInvoker.with("weight=50&timestamp=" + (System.currentTimeMillis() - 242_000));
            Invocation call = call();
            int dubbos = new DubboShare().of(warming, call);
            assertThat(dubbos).as("20 for 12 s").isEqualTo(20);

            assertShares(
                    draws(PlacedInvokers.of(a, warming).place(call), call),
                    Map.of(a, 100 / 120.0, warming, 20 / 120.0));
        }

        @Test
        void secondTry_getsTheSameShare() {
            FakeInvoker warming = FakeInvoker.with("weight=50&timestamp=" + (System.currentTimeMillis() - 242_000));

            assertShares(
                    draws(new ArrayList<>(List.of(a, warming)), call()), Map.of(a, 100 / 120.0, warming, 20 / 120.0));
        }

        @Test
        void afterItsWarmup_hasAllOfItsWeight() {
            FakeInvoker warm = FakeInvoker.with("warmup=5000&timestamp=" + (System.currentTimeMillis() - 5_001));
            Invocation call = call();

            assertShares(draws(PlacedInvokers.of(a, warm).place(call), call), Map.of(a, 0.5, warm, 0.5));
        }

        /** Dubbo's formula, which its balancers share. */
        private static final class DubboShare extends AbstractLoadBalance {

            int of(Invoker<?> invoker, Invocation call) {
                return getWeight(invoker, call);
            }

            @Override
            protected <T> Invoker<T> doSelect(List<Invoker<T>> invokers, URL url, Invocation call) {
                throw new UnsupportedOperationException("asked for weights only");
            }
        }
    }

    @Nested
    class Methods {

        private final FakeInvoker echoes = FakeInvoker.with("echo.weight=90&other.weight=10");
        private final FakeInvoker others = FakeInvoker.with("echo.weight=10&other.weight=90");
        private final PlacedInvokers invokers = PlacedInvokers.of(echoes, others);

        @Test
        void weightsOfEachMethod_holdForItsCalls() {
            Snapshot<Echo> snapshot = invokers.snapshot();
            for (String method : List.of("echo", "other", "echo")) {
                Invocation call = TestApplication.call(method);
                RoutedCall<Echo> routed = PlacedInvokers.routed(call, snapshot.everything());
                Placements.keep(call, routed.place(snapshot.fleet().place(null, routed)));
                double share = method.equals("echo") ? 0.9 : 0.1;

                assertShares(draws(snapshot.everything(), call), Map.of(echoes, share, others, 1 - share));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"weight=abc", "echo.weight=", "timestamp=abc", "timestamp=1&warmup=abc"})
        @DisplayName("an instance whose numbers are none weighs 100 and keeps no other from its own weight")
        void instanceWithoutNumbers_leavesTheOthersTheirWeights(String parameters) {
            FakeInvoker heavy = FakeInvoker.with("weight=300");
            FakeInvoker broken = FakeInvoker.with(parameters);
            Invocation call = TestApplication.call("echo");
            Map<FakeInvoker, Double> shares = Map.of(heavy, 0.75, broken, 0.25);

            assertShares(draws(PlacedInvokers.of(heavy, broken).place(call), call), shares);
            assertShares(draws(new ArrayList<>(List.of(heavy, broken)), call()), shares);
            assertThat(application.gray().meters().value(Meter.BUGS)).isZero();
        }

        @Test
        void registrysWeight_isMultipliedThere() {
            listed(Map.of(echoes, 1.0, others, 9.0));
            Invocation call = TestApplication.call("echo");

            assertShares(draws(invokers.place(call), call), Map.of(echoes, 0.5, others, 0.5));
        }
    }

    /** Lists that the router did not make, as that of a second try. */
    @Nested
    class OtherLists {

        @Test
        void secondTry_goesByWeight() {
            listed(Map.of(a, 10.0, b, 5.0, c, 5.0));
            Invocation call = call();
            PlacedInvokers.of(a, b, c).place(call);

            assertShares(draws(new ArrayList<>(List.of(a, b)), call), Map.of(a, 2 / 3.0, b, 1 / 3.0));
        }

        @Test
        void secondTryOfAllWeights0_somebodyServes() {
            listed(Map.of(a, 0.0, b, 0.0));

            assertThat(draws(new ArrayList<>(List.of(a, b)), call())).containsOnlyKeys(a, b);
        }

        @Test
        void callTheRouterHasNotSeen_goesByWeight() {
            FakeInvoker light = FakeInvoker.with("weight=50");

            assertShares(draws(new BitList<>(List.of(a, light)), call()), Map.of(a, 2 / 3.0, light, 1 / 3.0));
        }

        @Test
        void listOverAnotherOrigin_isNotMistaken() {
            FakeInvoker light = FakeInvoker.with("weight=50");
            Invocation call = call();
            PlacedInvokers.of(a, light, c).place(call);

            assertShares(draws(new BitList<>(List.of(light, a)), call), Map.of(a, 2 / 3.0, light, 1 / 3.0));
        }

        @Test
        void instanceInTheTail_isChosenToo() {
            Invocation call = call();
            BitList<Invoker<Echo>> placed = PlacedInvokers.of(a, b).place(call);
            placed.addToTailList(c);

            assertShares(draws(placed, call), Map.of(a, 1 / 3.0, b, 1 / 3.0, c, 1 / 3.0));
        }
    }

    @Nested
    class Affinity {

        private final FakeInvoker[] ten =
                IntStream.range(0, 10).mapToObj(i -> FakeInvoker.with("")).toArray(FakeInvoker[]::new);

        @Test
        void sameKey_sameInstance() {
            Map<Integer, Invoker<Echo>> once = owners(PlacedInvokers.under(BY_USER, ten), Set.of());

            assertThat(owners(PlacedInvokers.under(BY_USER, ten), Set.of())).isEqualTo(once);
            assertThat(once.values()).as("1 000 keys find all").contains(ten);
        }

        @Test
        void otherOrderOfTheInstances_sameInstance() {
            FakeInvoker[] reversed =
                    IntStream.range(0, 10).mapToObj(i -> ten[9 - i]).toArray(FakeInvoker[]::new);

            assertThat(owners(PlacedInvokers.under(BY_USER, reversed), Set.of()))
                    .isEqualTo(owners(PlacedInvokers.under(BY_USER, ten), Set.of()));
        }

        @Test
        void secondTry_sameInstance() {
            Invocation call = call("user-7");
            Invoker<Echo> owner = select(PlacedInvokers.under(BY_USER, ten).place(call), call);

            assertThat(select(new ArrayList<>(List.of(ten)), call)).isSameAs(owner);
        }

        @Test
        void oneLeaves_onlyItsKeysMove() {
            Map<Integer, Invoker<Echo>> before = owners(PlacedInvokers.under(BY_USER, ten), Set.of());
            Map<Integer, Invoker<Echo>> after = owners(PlacedInvokers.under(BY_USER, ten), Set.of(ten[3]));

            assertThat(after.values()).doesNotContain(ten[3]);
            before.forEach((user, owner) -> {
                if (owner != ten[3]) {
                    assertThat(after.get(user)).as("user-%s", user).isSameAs(owner);
                }
            });
        }

        @Test
        void weights_areSharesOfTheKeys() {
            PlacedInvokers invokers =
                    PlacedInvokers.under(BY_USER, a, b).weighing(a, 10).weighing(b, 5);
            Map<Invoker<Echo>, Integer> keys = new HashMap<>();
            owners(invokers, Set.of()).values().forEach(owner -> keys.merge(owner, 1, Integer::sum));

            assertShares(keys, Map.of(a, 2 / 3.0, b, 1 / 3.0));
        }

        @Test
        void noKey_chanceDecidesByWeight() {
            Invocation call = call();
            List<Invoker<Echo>> placed = PlacedInvokers.under(BY_USER, a, b)
                    .weighing(a, 10)
                    .weighing(b, 5)
                    .place(call);

            assertShares(draws(placed, call), Map.of(a, 2 / 3.0, b, 1 / 3.0));
        }

        @Test
        void laneWithoutAffinity_chanceDecides() {
            Invocation call = call("user-7");

            assertShares(draws(PlacedInvokers.of(a, b).place(call), call), Map.of(a, 0.5, b, 0.5));
        }

        /** Returns who serves each of 1 000 users where some have lost their connections. */
        private Map<Integer, Invoker<Echo>> owners(PlacedInvokers invokers, Set<Invoker<Echo>> lost) {
            Map<Integer, Invoker<Echo>> owners = new LinkedHashMap<>();
            for (int user = 0; user < 1_000; user++) {
                Invocation call = call("user-" + user);
                BitList<Invoker<Echo>> placed = invokers.place(call);
                lost.forEach(placed::remove);
                owners.put(user, select(placed, call));
            }
            return owners;
        }
    }

    @Nested
    @DisplayName("D4: the library's own bug is counted, logged once, and the call is balanced")
    class OwnBugs {

        @Test
        void brokenInstance_callsGoToAnyone() {
            FakeInvoker broken = FakeInvoker.broken();
            try (CapturedLog log = new CapturedLog()) {
                Map<Invoker<Echo>, Integer> chosen = draws(1_000, new ArrayList<>(List.of(a, broken)), call());

                assertShares(chosen, Map.of(a, 0.5, broken, 0.5));
                assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(1_000);
                assertThat(log.linesWith("A call of " + Echo.class.getName() + " is balanced without weights."))
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class Cost {

        @Test
        void listsOfTheRouter_areNeverIndexed() {
            Invocation call = call();
            PlacedInvokers invokers = PlacedInvokers.of(a, b, c);
            invokers.place(call);
            CountingList placed = new CountingList(invokers.origin());

            draws(placed, call);

            assertThat(placed.gets).isZero();
        }

        @Test
        void otherLists_areNeverIndexedEither() {
            CountingList unknown = new CountingList(List.of(a, b, c));
            listed(Map.of(a, 0.0, b, 0.0, c, 0.0));

            draws(unknown, call());

            assertThat(unknown.gets).isZero();
        }

        private static final class CountingList extends BitList<Invoker<Echo>> {

            private int gets;

            CountingList(List<Invoker<Echo>> origin) {
                super(origin);
            }

            @Override
            public synchronized Invoker<Echo> get(int index) {
                gets++;
                return super.get(index);
            }
        }
    }

    /** Has the registry list instances with weights, and the application follow them. */
    private void listed(Map<FakeInvoker, Double> weights) {
        RegistryService service = RegistryService.of(a.getUrl());
        naming.weighing(
                service.name(),
                weights.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().port(), Map.Entry::getValue)));
        application.gray().live().follow(service, () -> {});
    }

    private Map<Invoker<Echo>, Integer> draws(List<Invoker<Echo>> invokers, Invocation call) {
        return draws(DRAWS, invokers, call);
    }

    private Map<Invoker<Echo>, Integer> draws(int draws, List<Invoker<Echo>> invokers, Invocation call) {
        Map<Invoker<Echo>, Integer> chosen = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            chosen.merge(select(invokers, call), 1, Integer::sum);
        }
        return chosen;
    }

    private Invoker<Echo> select(List<Invoker<Echo>> invokers, Invocation call) {
        return balance.select(invokers, application.reference(), call);
    }

    private static void assertShares(Map<Invoker<Echo>, Integer> chosen, Map<FakeInvoker, Double> shares) {
        assertThat(chosen.keySet()).isEqualTo(shares.keySet());
        int draws = chosen.values().stream().mapToInt(Integer::intValue).sum();
        shares.forEach((invoker, share) -> assertThat((double) chosen.get(invoker))
                .as("share %s of %s", share, draws)
                .isCloseTo(draws * share, within(3 * Math.sqrt(draws * share * (1 - share)))));
    }

    private static Invocation call() {
        return TestApplication.call("echo");
    }

    private static Invocation call(String user) {
        RpcInvocation call = TestApplication.call("echo");
        call.setAttachment("user-id", user);
        return call;
    }
}
