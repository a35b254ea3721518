package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications, documents and calls at the same time: every answer is one that some one snapshot gives. */
class GrayRouterRaceTest {

    private static final int CALLS = 3_000;
    private static final String[] DOCUMENTS = {document("v2"), document("v3"), null};

    /** Which versions a call may get together: under the first document, the second, or none. */
    private static final Set<Set<String>> OF_CANARY = Set.of(Set.of("v2"), Set.of("v3"), Set.of("v1", "v2", "v3"));

    private static final Set<Set<String>> OF_UNTAGGED =
            Set.of(Set.of("v1", "v3"), Set.of("v1", "v2"), Set.of("v1", "v2", "v3"));

    @TempDir
    private Path directory;

    private final Map<Invoker<Echo>, String> versions = new HashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void everyAnswer_isOfOneSnapshot(long seed) throws Exception {
        List<List<Invoker<Echo>>> fleets =
                List.of(fleet("v1", "v2", "v3"), fleet("v3", "v1", "v2", "v1"), fleet("v2", "v3", "v1", "v2", "v3"));
        try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
            GrayRouter<Echo> router = new GrayRouter<>(application.reference(), application.gray());
            router.setNextRouter(TailStateRouter.getInstance());
            router.notify(new BitList<>(fleets.get(0)));

            SplittableRandom random = new SplittableRandom(seed);
            runTogether(List.of(
                    documents(application, random.split()),
                    notifications(router, fleets, random.split()),
                    calls(application, router, fleets, random.split()),
                    calls(application, router, fleets, random.split())));

            router.notify(new BitList<>(fleets.get(1)));
            application.configuration().push(DATA_ID, DOCUMENTS[1]);
            assertThat(versionsOf(route(application, router, fleets.get(1), "canary")))
                    .containsExactly("v3");
            assertThat(application.gray().meters().value(Meter.BUGS)).isZero();
        }
    }

    private Callable<Void> documents(TestApplication application, SplittableRandom random) {
        return () -> {
            for (int i = 0; i < CALLS / 10; i++) {
                application.configuration().push(DATA_ID, DOCUMENTS[random.nextInt(DOCUMENTS.length)]);
            }
            return null;
        };
    }

    private Callable<Void> notifications(
            GrayRouter<Echo> router, List<List<Invoker<Echo>>> fleets, SplittableRandom random) {
        return () -> {
            for (int i = 0; i < CALLS / 2; i++) {
                router.notify(new BitList<>(fleets.get(random.nextInt(fleets.size()))));
            }
            return null;
        };
    }

    private Callable<Void> calls(
            TestApplication application,
            GrayRouter<Echo> router,
            List<List<Invoker<Echo>>> fleets,
            SplittableRandom random) {
        return () -> {
            for (int i = 0; i < CALLS; i++) {
                List<Invoker<Echo>> fleet = fleets.get(random.nextInt(fleets.size()));
                boolean canary = random.nextBoolean();

                List<Invoker<Echo>> answer = route(application, router, fleet, canary ? "canary" : "");

                Set<String> got = versionsOf(answer);
                assertThat(canary ? OF_CANARY : OF_UNTAGGED).contains(got);
                assertThat(answer)
                        .as("all instances of these versions, and of this list only")
                        .containsExactlyElementsOf(fleet.stream()
                                .filter(invoker -> got.contains(versions.get(invoker)))
                                .toList());
            }
            return null;
        };
    }

    private static List<Invoker<Echo>> route(
            TestApplication application, GrayRouter<Echo> router, List<Invoker<Echo>> fleet, String tag) {
        RpcInvocation call = TestApplication.call("echo");
        call.setAttachment("x-gray-tag", tag);
        return new ArrayList<>(router.route(new BitList<>(fleet), application.reference(), call, false, null));
    }

    private List<Invoker<Echo>> fleet(String... ofVersions) {
        List<Invoker<Echo>> fleet = new ArrayList<>();
        Arrays.stream(ofVersions).forEach(version -> {
            FakeInvoker invoker = FakeInvoker.of(PROVIDER, Map.of("version", version));
            versions.put(invoker, version);
            fleet.add(invoker);
        });
        return List.copyOf(fleet);
    }

    private Set<String> versionsOf(List<Invoker<Echo>> answer) {
        return answer.stream().map(versions::get).collect(Collectors.toCollection(HashSet::new));
    }

    private static void runTogether(List<Callable<Void>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Void>> runs = new ArrayList<>();
            for (Callable<Void> task : tasks) {
                runs.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            for (Future<Void> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
