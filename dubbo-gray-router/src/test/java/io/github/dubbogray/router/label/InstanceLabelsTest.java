package io.github.dubbogray.router.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.testing.CapturedLog;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.DubboServiceAddressURL;
import org.apache.dubbo.metadata.MetadataInfo;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InstanceLabelsTest {

    /** A consumer that is gray itself. */
    private static final URL GRAY_CONSUMER = URL.valueOf("consumer://127.0.0.1/io.github.Echo"
            + "?application=demo-consumer&interface=io.github.Echo&gray.version=v9&gray.region=sh");

    @Nested
    class Configured {

        @Test
        void inTheRegistry_haveThePrefix() {
            assertThat(InstanceLabels.toMetadata(InstanceLabels.read("version=v2, env=gray")))
                    .isEqualTo(Map.of("gray.version", "v2", "gray.env", "gray"));
        }

        @Test
        void blankText_isNothing() {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(InstanceLabels.read(" ")).isEqualTo(Labels.NONE);
                assertThat(log.text()).isEmpty();
            }
        }

        @Test
        void malformedPairs_areReportedAndTheGoodOnesKept() {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(InstanceLabels.read("version=v 2,env=gray,region")).isEqualTo(Labels.of("env", "gray"));
                assertThat(log.linesWith("Label left out: dubbo.gray.labels = 'version=v 2,env=gray,region', pair"))
                        .isEqualTo(2);
                assertThat(log.text())
                        .contains("pair 1 at character 1 ('version=v 2'): value 'v 2' must be")
                        .contains("pair 3 at character 22 ('region'): has no '='");
            }
        }
    }

    @Nested
    @DisplayName("I1: found by application, an instance's labels are what the registry holds of it")
    class FoundByApplication {

        private final DefaultServiceInstance instance =
                new DefaultServiceInstance("demo-provider", "127.0.0.1", 20880, null);

        @BeforeEach
        void callFromAGrayConsumer() {
            MetadataInfo published = new MetadataInfo("demo-provider");
            URL service = URL.valueOf("dubbo://127.0.0.1:20880/io.github.Echo"
                    + "?interface=io.github.Echo&application=demo-provider&gray.version=v1&gray.env=gray");
            MetadataInfo.ServiceInfo info = new MetadataInfo.ServiceInfo(
                    "io.github.Echo", null, null, "dubbo", 20880, "io.github.Echo", service.getParameters());
            published.getServices().put(info.getMatchKey(), info);
            instance.setServiceMetadata(published);
            RpcContext.getServiceContext().setConsumerUrl(GRAY_CONSUMER);
        }

        @AfterEach
        void leave() {
            RpcContext.removeServiceContext();
        }

        @Test
        void operatorsEdit_winsOverWhatConsumerAndServiceSay() {
            instance.getMetadata().put("gray.version", "v2");
            URL url = instance.toURL("dubbo");

            assertThat(InstanceLabels.instanceOf(url))
                    .isEqualTo(new Instance("demo-provider", Labels.of("version", "v2")));
            assertThat(url.getParameter("gray.version"))
                    .as("what Dubbo's parameter says")
                    .isNotEqualTo("v2");
        }

        @Test
        void noLabelsInTheRegistry_areNone() {
            assertThat(InstanceLabels.instanceOf(instance.toURL("dubbo")))
                    .isEqualTo(new Instance("demo-provider", Labels.NONE));
        }

        @Test
        void emptyValue_isNoLabel() {
            instance.getMetadata().putAll(Map.of("gray.version", "", "gray.env", "gray"));

            assertThat(labelsOf(instance.toURL("dubbo"))).isEqualTo(Labels.of("env", "gray"));
        }

        @Test
        void malformedKeysAndValues_areLeftOut() {
            Map<String, String> metadata = new HashMap<>(Map.of(
                    "gray.", "v1",
                    "gray.a b", "v1",
                    "gray.version", "v 2",
                    "gray.region", "x".repeat(64),
                    "grayish", "v1",
                    "version", "v1",
                    "gray.env", "gray"));
            metadata.put("gray.zone", null);
            instance.setMetadata(metadata);

            assertThat(labelsOf(instance.toURL("dubbo"))).isEqualTo(Labels.of("env", "gray"));
        }
    }

    @Nested
    @DisplayName("I1: found by interface, an instance's labels are what its own URL says")
    class FoundByInterface {

        @Test
        void grayConsumer_doesNotSeeItsOwnLabels() {
            URL url = providerUrl("gray.version=v2");

            assertThat(InstanceLabels.instanceOf(url))
                    .isEqualTo(new Instance("demo-provider", Labels.of("version", "v2")));
            assertThat(url.getParameter("gray.version"))
                    .as("what Dubbo's parameter says")
                    .isEqualTo("v9");
        }

        @Test
        void noLabelsOfItsOwn_areNone() {
            assertThat(labelsOf(providerUrl("weight=100"))).isEqualTo(Labels.NONE);
        }

        @Test
        void emptyAndMalformedValues_areNoLabels() {
            assertThat(labelsOf(providerUrl("gray.version=&gray.region=s h&gray.env=gray")))
                    .isEqualTo(Labels.of("env", "gray"));
        }

        private static URL providerUrl(String parameters) {
            String raw = "dubbo://127.0.0.1:20880/io.github.Echo?application=demo-provider&" + parameters;
            return DubboServiceAddressURL.valueOf(URL.encode(raw), GRAY_CONSUMER);
        }
    }

    @Test
    void urlWithoutApplication_belongsToTheOneWithoutName() {
        assertThat(InstanceLabels.instanceOf(URL.valueOf("dubbo://127.0.0.1:20880/io.github.Echo?gray.version=v2")))
                .isEqualTo(new Instance("", Labels.of("version", "v2")));
    }

    private static Labels labelsOf(URL url) {
        return InstanceLabels.instanceOf(url).labels();
    }
}
