package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.FileName;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.dubbo.config.ConfigCenterConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NonAtomicVolatileUpdate") // only the test moves its clock
class DocumentsTest {

    private static final Duration LINGERING = Duration.ofNanos(Listeners.LINGERING_NANOS);

    private final Runnable nobody = new AtomicInteger()::incrementAndGet;

    @TempDir
    private Path directory;

    private final FakeConfigCentre centre = new FakeConfigCentre();
    private final Meters meters = new Meters();
    private volatile long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
    private Documents documents;

    @AfterEach
    void close() {
        if (documents != null) {
            documents.close();
        }
    }

    @Nested
    @DisplayName("A document is awaited until the config centre has said something of it, or a copy is in force")
    class Awaited {

        @Test
        void noDocument_isKnownOnceTheConfigCentreSaysSo() {
            documents(Optional.of(centre));
            assertThat(documents.awaited()).isEmpty();
            documents.follow(PROVIDER, nobody);

            assertThat(documents.awaited()).isEmpty();
        }

        @Test
        void whileItIsAsked_isAwaited() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));
            List<String> meanwhile = new ArrayList<>();
            centre.duringFetch(() -> meanwhile.addAll(documents.awaited()));
            documents.follow(PROVIDER, nobody);

            assertThat(meanwhile).containsExactly(PROVIDER);
            assertThat(documents.awaited()).isEmpty();
        }

        @Test
        void configCentreAway_isAwaitedUntilItSaysSomething() {
            documents(Optional.of(centre.away()));
            documents.follow(PROVIDER, nobody);
            documents.follow("another", nobody);
            assertThat(documents.awaited()).containsExactly("another", PROVIDER);

            centre.push("another.gray-router", "no: document"); // a refused one is an answer as well
            assertThat(documents.awaited()).containsExactly(PROVIDER);
            centre.delete(DATA_ID);
            assertThat(documents.awaited()).isEmpty();
        }

        @Test
        void configCentreThatFails_isAwaitedUntilItAnswers() {
            documents(Optional.of(centre));
            centre.duringFetch(() -> {
                throw new IllegalStateException("away");
            });
            documents.follow(PROVIDER, nobody);
            assertThat(documents.awaited()).containsExactly(PROVIDER);

            centre.duringFetch(() -> {});
            documents.recheck();
            assertThat(documents.awaited()).isEmpty();
        }

        @Test
        void noConfigCentre_awaitsNothing() {
            documents(Optional.empty());
            documents.follow(PROVIDER, nobody);

            assertThat(documents.awaited()).isEmpty();
        }
    }

    @Nested
    class Follow {

        @Test
        void firstFollower_getsTheDocumentBeforeItReturns() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));

            documents.follow(PROVIDER, nobody);

            assertThat(revision(PROVIDER)).isEqualTo(DocumentReader.revisionOf(document("v1")));
        }

        @Test
        void manyFollowers_shareOneSubscription() {
            documents(Optional.of(centre));
            documents.follow(PROVIDER, nobody);
            int questions = centre.questions();
            AtomicInteger calls = new AtomicInteger();

            documents.follow(PROVIDER, calls::incrementAndGet);
            documents.follow(PROVIDER, calls::decrementAndGet);

            assertThat(centre.questions()).isEqualTo(questions);
            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void severalApplications_haveADocumentEach() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));

            documents.follow(PROVIDER, nobody);
            documents.follow("other-provider", nobody);

            assertThat(centre.followed()).containsExactlyInAnyOrder(DATA_ID, "other-provider.gray-router");
            assertThat(revision("other-provider")).isEqualTo(Table.NO_REVISION);
            assertThat(documents.describe())
                    .isEqualTo("demo-provider: revision " + DocumentReader.revisionOf(document("v1"))
                            + ", from the config centre\nother-provider: revision none, no document");
        }

        @Test
        void noConfigCentre_isSaidOnce() {
            documents(Optional.empty());

            try (CapturedLog log = new CapturedLog()) {
                documents.follow(PROVIDER, nobody);
                documents.follow("other-provider", nobody);

                assertThat(log.linesWith("No config centre is configured")).isEqualTo(1);
            }
            assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
        }
    }

    @Nested
    class Forget {

        @Test
        void forgottenListener_isCalledForNoApplication() {
            documents(Optional.of(centre));
            AtomicInteger calls = new AtomicInteger();
            Runnable listener = calls::incrementAndGet;
            documents.follow(PROVIDER, listener);
            documents.follow("other-provider", listener);

            documents.forget(listener);
            centre.push(DATA_ID, document("v1"));
            centre.push("other-provider.gray-router", document("v1").replace(PROVIDER, "other-provider"));

            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(2);
            assertThat(calls).hasValue(0);
        }

        @Test
        void otherListener_isStillCalled() {
            documents(Optional.of(centre));
            AtomicInteger calls = new AtomicInteger();
            documents.follow(PROVIDER, nobody);
            documents.follow(PROVIDER, calls::incrementAndGet);

            documents.forget(nobody);
            centre.push(DATA_ID, document("v1"));

            assertThat(calls).hasValue(1);
        }
    }

    @Nested
    class Ending {

        @BeforeEach
        void follow() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));
            documents.follow(PROVIDER, nobody);
        }

        @Test
        void followed_neverEnds() {
            later(Duration.ofDays(365));

            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void forgottenForAWhile_listenerIsGoneAndTheFileStays() {
            documents.forget(PROVIDER, nobody);

            later(LINGERING.minusNanos(1));
            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
            assertThat(documents.table(PROVIDER).hasDocument()).isTrue();
            later(Duration.ofNanos(1));

            assertThat(centre.followersOf(DATA_ID)).isZero();
            assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(documents.describe()).isEmpty();
            assertThat(directory.resolve(DATA_ID)).isRegularFile();
        }

        @Test
        void forgottenForAWhile_itsSeriesGoAndWhoeverFollowsThemIsTold() {
            Gauges gauges = new Gauges();
            DocumentGauges.add(documents, gauges);
            AtomicInteger changes = new AtomicInteger();
            gauges.follow(changes::incrementAndGet);
            assertThat(gauges.now()).isNotEmpty();

            documents.forget(PROVIDER, nobody);
            later(LINGERING);
            later(LINGERING);

            assertThat(gauges.now()).isEmpty();
            assertThat(changes).hasValue(1);
        }

        @Test
        void backInTime_isTheSameTableAndAsksNothing() {
            documents.forget(PROVIDER, nobody);
            later(LINGERING.minusNanos(1));
            centre.away().forgetSilently(DATA_ID);
            int questions = centre.questions();

            documents.follow(PROVIDER, nobody);
            later(LINGERING);

            assertThat(revision(PROVIDER)).isEqualTo(DocumentReader.revisionOf(document("v1")));
            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void backForAMomentOnly_lingersAnew() {
            documents.forget(PROVIDER, nobody);
            later(LINGERING.minusNanos(1));
            documents.follow(PROVIDER, nobody);
            documents.forget(PROVIDER, nobody);

            later(LINGERING.minusNanos(1));

            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void backAfterTheEnd_beginsAnewFromTheLastGoodFileIfNeedBe() {
            documents.forget(PROVIDER, nobody);
            later(LINGERING);
            centre.away().forgetSilently(DATA_ID);

            documents.follow(PROVIDER, nobody);

            assertThat(documents.describe()).endsWith("from the last good file, the config centre is away");
            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void oneOfTwoFollowersLeft_goesOn() {
            Runnable other = new AtomicInteger()::incrementAndGet;
            documents.follow(PROVIDER, other);

            documents.forget(PROVIDER, nobody);
            later(LINGERING);

            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void configCentreThatDoesNotLetGo_isLeftAndTheOthersGoOn() {
            documents.follow("other-provider", nobody);
            documents.forget(PROVIDER, nobody);
            centre.duringForget(() -> {
                throw new IllegalStateException("closed");
            });

            later(LINGERING);

            assertThat(documents.describe()).isEqualTo("other-provider: revision none, no document");
        }

        @Test
        void closed_leavesNoListener() {
            documents.follow("other-provider", nobody);

            documents.close();

            await().until(() -> centre.followersOf(DATA_ID) + centre.followersOf("other-provider.gray-router") == 0);
        }

        @Test
        void followedAfterClose_isNot() {
            documents.close();
            await().until(() -> centre.followersOf(DATA_ID) == 0);

            documents.follow(PROVIDER, nobody);
            documents.close();

            assertThat(centre.followersOf(DATA_ID)).isZero();
            assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2})
        void followForgetEndAndPushTogether_whoFollowsIsToldAndThereIsOneListener(long seed) throws Exception {
            SplittableRandom random = new SplittableRandom(seed);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> runs = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    Runnable listener = new AtomicInteger()::incrementAndGet;
                    runs.add(threads.submit(() -> {
                        for (int round = 0; round < 500; round++) {
                            documents.follow(PROVIDER, listener);
                            documents.forget(PROVIDER, listener);
                        }
                    }));
                }
                runs.add(threads.submit(() -> {
                    for (int round = 0; round < 200; round++) {
                        later(LINGERING);
                    }
                }));
                runs.add(threads.submit(() -> {
                    for (int round = 0; round < 100; round++) {
                        centre.push(DATA_ID, document("v" + random.nextInt(3)));
                    }
                }));
                for (Future<?> run : runs) {
                    run.get(60, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
            documents.forget(nobody);
            later(LINGERING);
            assertThat(centre.followersOf(DATA_ID)).isZero();

            AtomicInteger told = new AtomicInteger();
            documents.follow(PROVIDER, told::incrementAndGet);
            int before = told.get();
            centre.push(DATA_ID, document("at-last"));

            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
            assertThat(told.get()).isEqualTo(before + 1);
            assertThat(revision(PROVIDER)).isEqualTo(DocumentReader.revisionOf(document("at-last")));
        }

        private void later(Duration by) {
            nanos += by.toNanos();
            documents.recheck();
        }
    }

    @Nested
    @DisplayName("D4: routing never asks the config centre")
    class OfATable {

        @Test
        void followedApplication_costsNoQuestion() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));
            documents.follow(PROVIDER, nobody);
            int questions = centre.questions();

            for (int i = 0; i < 1_000; i++) {
                assertThat(documents.table(PROVIDER).hasDocument()).isTrue();
            }

            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void unknownApplication_hasNoDocumentAndCostsNoQuestion() {
            documents(Optional.of(centre.holding(DATA_ID, document("v1"))));

            assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(centre.questions()).isZero();
        }
    }

    @Nested
    class Threads {

        /** Those of other tests may be about to end. */
        private final Set<Thread> others = recheckThreads();

        @Test
        void beforeTheFirstFollower_thereIsNone() {
            documents(Optional.of(centre));

            assertThat(ownThreads()).isEmpty();
        }

        @Test
        void afterClose_thereIsNone() {
            documents(Optional.of(centre));
            documents.follow(PROVIDER, nobody);
            assertThat(ownThreads()).hasSize(1).allMatch(Thread::isDaemon);

            documents.close();

            await().atMost(Duration.ofSeconds(10)).until(() -> ownThreads().isEmpty());
        }

        private Set<Thread> ownThreads() {
            Set<Thread> own = recheckThreads();
            own.removeAll(others);
            return own;
        }

        private static Set<Thread> recheckThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("dubbo-gray-documents"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Nested
    class FileNames {

        @ParameterizedTest
        @ValueSource(strings = {"nacos://127.0.0.1:1?namespace=team/a", "nacos://127.0.0.1:1"})
        void directoryIsOfNamespaceAndApplication_soProcessesDoNotShare(String address) {
            try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
                ConfigCenterConfig config = new ConfigCenterConfig();
                config.setAddress(address);
                if (!address.contains("namespace")) {
                    config.setNamespace("team/a");
                }
                application.model().getApplicationConfigManager().addConfigCenter(config);
                application.configuration().holding(DATA_ID, document("v1"));

                application.gray().documents().follow(PROVIDER, nobody);

                assertThat(directory.resolve("team%2Fa/demo-consumer/" + DATA_ID))
                        .content()
                        .endsWith(document("v1"));
            }
        }

        @Test
        void noNamespace_isPublic() {
            try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
                application.configuration().holding(DATA_ID, document("v1"));

                application.gray().documents().follow(PROVIDER, nobody);

                assertThat(directory.resolve("public/demo-consumer/" + DATA_ID)).isRegularFile();
            }
        }

        @Test
        void namespaceWithAPlus_isNotTakenForTwo() {
            try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
                ConfigCenterConfig config = new ConfigCenterConfig();
                config.setAddress("nacos://127.0.0.1:1");
                config.setNamespace("a+b");
                application.model().getApplicationConfigManager().addConfigCenter(config);
                application.configuration().holding(DATA_ID, document("v1"));

                application.gray().documents().follow(PROVIDER, nobody);

                assertThat(directory.resolve("a%2Bb/demo-consumer/" + DATA_ID)).isRegularFile();
            }
        }

        @Test
        void fileOfAnEarlierVersion_isUsed() throws Exception {
            Files.writeString(directory.resolve(DATA_ID), document("v1"));
            documents(Optional.of(centre.away()));

            documents.follow(PROVIDER, nobody);

            assertThat(revision(PROVIDER)).isEqualTo(DocumentReader.revisionOf(document("v1")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"..", ".", "", "a/../../b", "a\u0000b", "灰度", "灰"})
        void anyApplicationName_staysInTheDirectory(String name) throws Exception {
            String text = document("v1").replace("application: " + PROVIDER, "application: x");
            documents(Optional.of(centre.holding(name + ".gray-router", text)));

            documents.follow(name, nobody);
            new LastGoodFile(directory.resolve(FileName.of(name + ".gray-router"))).write("kept");

            try (var files = Files.list(directory)) {
                assertThat(files).hasSize(1);
            }
        }

        @Test
        void strangeApplicationName_staysInTheDirectory() throws Exception {
            documents(Optional.of(
                    centre.holding("../a b.gray-router", document("v1").replace(PROVIDER, "../a b"))));

            documents.follow("../a b", nobody);

            try (var files = Files.list(directory)) {
                assertThat(files).containsExactly(directory.resolve("..%2Fa%20b.gray-router"));
            }
        }
    }

    private void documents(Optional<ConfigCentre> of) {
        documents = new Documents(
                () -> of,
                () -> directory,
                GrayEvents.apart(),
                meters,
                Surroundings.ofSystem().at(() -> nanos));
    }

    private String revision(String application) {
        return documents.table(application).revision();
    }
}
