package io.github.dubbogray.router.label;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.MalformedLabel;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.route.GrayRouterFactory;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types under a label's key and is no label. */
class MalformedLabelsTest {

    private final List<GrayEvent> heard = new ArrayList<>();

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory);
        application.gray().listen(heard::add);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    @DisplayName("whatever a provider registers, it cannot write lines of its own into a consumer's log")
    class Forging {

        private static final String FORGED = "\n2026 ERROR forged";

        @Test
        void namesAndAddresses_areOneLine() {
            FakeInvoker forger = FakeInvoker.at(new ServiceConfigURL(
                    "dubbo",
                    "127.0.0.1" + FORGED,
                    20_880,
                    Echo.class.getName(),
                    Map.of(
                            "remote.application",
                            PROVIDER + FORGED,
                            "interface",
                            Echo.class.getName(),
                            "gray.env",
                            "Gray",
                            "gray.a" + FORGED,
                            "b" + FORGED)));
            try (CapturedLog log = new CapturedLog()) {
                notifyTwice(forger);

                assertThat(log.linesWith("forged")).isPositive();
                assertThat(log.text().lines()).noneMatch(line -> line.startsWith("2026 ERROR"));
            }
            assertThat(heard)
                    .hasSize(2)
                    .allSatisfy(event ->
                            assertThat(event.describe() + event.fields()).doesNotContain("\n"));
        }
    }

    @Nested
    class Telling {

        @ParameterizedTest
        @ValueSource(strings = {"灰度", "gray ", " gray", "a\u00a0b", "a,b", " "})
        void value_isToldOnceHoweverOftenInstancesCome(String value) {
            FakeInvoker edited = FakeInvoker.of(PROVIDER, Map.of("env", value));
            try (CapturedLog log = new CapturedLog()) {
                notifyTwice(edited);
                notifyTwice(edited, FakeInvoker.of(PROVIDER, Map.of("env", "gray")));

                MalformedLabel label =
                        new MalformedLabel(PROVIDER, edited.getUrl().getAddress(), "gray.env", value);
                assertThat(heard).containsExactly(new GrayEvent.LabelMalformed(label));
                assertThat(application.gray().meters().value(Meter.LABELS_MALFORMED))
                        .isEqualTo(1);
                assertThat(log.linesWith("Label left out: " + label.describe())).isEqualTo(1);
            }
        }

        @Test
        void anotherValueOrInstance_isToldToo() {
            DefaultInstance first = new DefaultInstance("127.0.0.1:20881");
            notifyTwice(first.with("灰度"), new DefaultInstance("127.0.0.1:20882").with("灰度"));
            notifyTwice(first.with("灰 度"));

            assertThat(application.gray().meters().value(Meter.LABELS_MALFORMED))
                    .isEqualTo(3);
        }

        @Test
        void byInterface_isToldToo() {
            notifyTwice(FakeInvoker.at(URL.valueOf("dubbo://127.0.0.1:20881/" + Echo.class.getName()
                    + "?application=" + PROVIDER + "&remote.application=" + PROVIDER + "&gray.env="
                    + URL.encode("灰度"))));

            assertThat(heard).hasSize(1);
        }

        @Test
        void keyThatIsNone_isToldToo() {
            notifyTwice(FakeInvoker.of(PROVIDER, Map.of("环境", "gray")));

            assertThat(heard).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Gray.env", "GRAY.version", "gRAY.env"})
        void prefixInOtherLetters_isToldToo(String key) {
            notifyTwice(new DefaultInstance("127.0.0.1:20881").withKey(key, "gray"));

            assertThat(heard)
                    .containsExactly(
                            new GrayEvent.LabelMalformed(new MalformedLabel(PROVIDER, "127.0.0.1:20881", key, "gray")));
        }

        @Test
        void goodAndRemovedLabels_areNotTold() {
            notifyTwice(FakeInvoker.of(PROVIDER, Map.of("env", "gray", "version", "")));

            assertThat(heard).isEmpty();
        }
    }

    private void notifyTwice(FakeInvoker... invokers) {
        StateRouter<Echo> router = new GrayRouterFactory().getRouter(Echo.class, application.reference());
        for (int i = 0; i < 2; i++) {
            router.notify(new BitList<>(new ArrayList<Invoker<Echo>>(List.of(invokers))));
        }
    }

    /** An instance at an address, with a label {@code env}. */
    private record DefaultInstance(String address) {

        FakeInvoker with(String value) {
            return withKey("gray.env", value);
        }

        FakeInvoker withKey(String key, String value) {
            int colon = address.indexOf(':');
            var instance = new org.apache.dubbo.registry.client.DefaultServiceInstance(
                    PROVIDER, address.substring(0, colon), Integer.valueOf(address.substring(colon + 1)), null);
            instance.getMetadata().put(key, value);
            return FakeInvoker.at(instance.toURL("dubbo"));
        }
    }
}
