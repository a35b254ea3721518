package io.github.dubbogray.router;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.watch.Evidence;
import io.github.dubbogray.core.health.watch.Fault;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.listener.GrayListener;
import io.github.dubbogray.testing.CapturedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrayApplicationTest {

    @TempDir
    private Path directory;

    @Test
    void sameApplication_hasOne() {
        try (TestApplication application = TestApplication.in(directory)) {
            assertThat(GrayApplication.of(application.model())).isSameAs(GrayApplication.of(application.model()));
        }
    }

    @Test
    void otherApplication_hasAnother() {
        try (TestApplication one = TestApplication.in(directory);
                TestApplication other = TestApplication.in(directory)) {
            assertThat(one.gray()).isNotSameAs(other.gray());
        }
    }

    @Test
    void settings_decideWhetherItIsActive() {
        try (TestApplication active = TestApplication.in(directory);
                TestApplication off = TestApplication.in(directory, Map.of("dubbo.gray.enabled", "false"))) {
            assertThat(active.gray().isActive()).isTrue();
            assertThat(off.gray().isActive()).isFalse();
        }
    }

    @Test
    void labels_areReportedOnceHoweverOftenTheyArePublished() {
        try (TestApplication application =
                        TestApplication.in(directory, Map.of("dubbo.gray.labels", "version=v2,broken"));
                CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                assertThat(application.gray().labels()).isEqualTo(Labels.of("version", "v2"));
            }
            assertThat(log.linesWith("Label left out")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R2: an application's own document is followed from when it is asked for, and pushes reach it")
    void ownDocument_isFollowedOnDemand() {
        try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
            application.configuration().holding(TestApplication.NAME + ".gray-router", ownDocument("v1"));
            assertThat(application.gray().ownTable().hasDocument()).isFalse();

            application.gray().followOwnDocument();
            application.gray().followOwnDocument();
            String first = application.gray().ownTable().revision();
            application.configuration().push(TestApplication.NAME + ".gray-router", ownDocument("v2"));

            assertThat(application.gray().ownTable().hasDocument()).isTrue();
            assertThat(application.gray().ownTable().revision()).isNotEqualTo(first);
            assertThat(application.configuration().listenersOf(TestApplication.NAME + ".gray-router"))
                    .isOne();
        }
    }

    @Test
    void switchedOff_ownDocumentIsNotFollowed() {
        try (TestApplication off = TestApplication.in(directory, Map.of("dubbo.gray.enabled", "false"))
                .withConfigCentre()) {
            off.gray().followOwnDocument();

            assertThat(off.configuration().questions()).isZero();
            assertThat(off.gray().ownTable().hasDocument()).isFalse();
        }
    }

    private static String ownDocument(String version) {
        return document(version).replace(PROVIDER, TestApplication.NAME);
    }

    @Test
    @DisplayName("Listeners are found as Dubbo extensions, and may be added; they are told on a thread of their own")
    void listeners_areToldOfEveryKindOfEvent() throws Exception {
        try (TestApplication application = TestApplication.in(directory).withConfigCentre();
                URLClassLoader extensions = extensions(HeardByExtension.class)) {
            application.model().addClassLoader(extensions);
            List<String> added = new CopyOnWriteArrayList<>();
            GrayListener listener = event -> added.add(Thread.currentThread().getName() + " " + event.describe());
            application.gray().addListener(listener);
            application.gray().events().publish(new GrayEvent.DocumentGone("one"));
            application
                    .gray()
                    .events()
                    .publish(new GrayEvent.HealthChanged("two", new HealthEvent.LaneReturned("canary")));
            await().until(() -> added.size() == 2);
            application.gray().removeListener(listener);
            application.gray().events().publish(new GrayEvent.DocumentGone("three"));

            HeardByExtension extension = (HeardByExtension)
                    application.model().getExtensionLoader(GrayListener.class).getExtension("heard");
            await().until(() -> extension.heard.size() == 3);
            assertThat(added)
                    .containsExactly(
                            "dubbo-gray-listeners Gray document in force: one: revision none, no document",
                            "dubbo-gray-listeners Health of two: lane canary is back");
            assertThat(extension.heard.subList(0, 2)).containsExactlyElementsOf(added);
        }
    }

    /** Names a class as an application's jar does. */
    private URLClassLoader extensions(Class<?> type) throws IOException {
        Path file = directory.resolve("META-INF/dubbo/" + GrayListener.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "heard=" + type.getName() + "\n");
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }

    /** A listener of the application. */
    public static final class HeardByExtension implements GrayListener {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        /** For Dubbo's extension loader. */
        public HeardByExtension() {}

        @Override
        public void on(GrayEvent event) {
            heard.add(Thread.currentThread().getName() + " " + event.describe());
        }
    }

    @Test
    void badWebhook_isOneErrorWithoutItsSecretAndNoAlert() {
        try (CapturedLog log = new CapturedLog();
                TestApplication application = TestApplication.in(
                        directory, Map.of("dubbo.gray.alert.webhook", "ftp://example.org/hook/secret?key=secret"))) {
            application.gray().events().publish(new GrayEvent.HealthChanged("two", TRIPPED));

            assertThat(log.text().lines().filter(line -> line.contains("dubbo.gray.alert.webhook")))
                    .singleElement()
                    .asString()
                    .contains("ERROR", "dubbo.gray.alert.webhook is ftp://example.org/hook/…, must be")
                    .doesNotContain("secret");
        }
    }

    @Test
    @DisplayName("An alert is sent on a thread of its own, to the webhook that the properties name")
    void webhook_isToldOfATrip() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        try (TestApplication application = TestApplication.in(directory, Map.of("dubbo.gray.alert.webhook", url))) {
            application.gray().events().publish(new GrayEvent.HealthChanged("shop", TRIPPED));

            await().until(() -> received.size() == 1);
            assertThat(received.get(0))
                    .contains("\"application\":\"demo-consumer\",\"process\":\""
                            + ProcessHandle.current().pid() + "@")
                    .contains("\"key\":\"dubbo-gray/shop/canary\",\"status\":\"begun\",\"kind\":\"lane-tripped\"");
        } finally {
            server.stop(0);
        }
    }

    private static final HealthEvent TRIPPED = new HealthEvent.LaneTripped(
            "canary", new Evidence.Probes(Fault.FAILED, new Rate(3, 4), 5), Duration.ofSeconds(30));

    @Test
    void destroyedApplication_keepsNoDocuments() {
        TestApplication application = TestApplication.in(directory).withConfigCentre();
        application.configuration().holding(DATA_ID, document("v1"));
        Documents documents = application.gray().documents();
        documents.follow(PROVIDER, new AtomicInteger()::incrementAndGet);
        assertThat(documents.table(PROVIDER).hasDocument()).isTrue();

        application.close();

        assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
        assertThat(documents.describe()).isEmpty();
    }
}
