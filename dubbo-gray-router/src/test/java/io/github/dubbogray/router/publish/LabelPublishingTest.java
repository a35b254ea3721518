package io.github.dubbogray.router.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.label.SelfDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstanceCustomizer;
import org.apache.dubbo.registry.integration.ServiceURLCustomizer;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels on their way into the registry, through Dubbo's own extension loader. */
class LabelPublishingTest {

    private static final Map<String, String> LABELS = Map.of("dubbo.gray.labels", "version=v2,env=gray");
    private static final Map<String, String> LABELS_BUT_OFF =
            Map.of("dubbo.gray.labels", "version=v2,env=gray", "dubbo.gray.enabled", "false");

    @TempDir
    private Path directory;

    @Nested
    class OfAnInstance {

        @Test
        void customizers_includeOurs() {
            try (TestApplication application = TestApplication.in(directory, LABELS)) {
                assertThat(customizers(application.model())).hasAtLeastOneElementOfType(InstanceLabelPublisher.class);
            }
        }

        @Test
        void labels_joinTheMetadata() {
            assertThat(published(LABELS))
                    .containsAllEntriesOf(
                            Map.of("gray.version", "v2", "gray.env", "gray", "region", "sh", "gray.zone", "a"))
                    .hasSize(5);
        }

        @Test
        @DisplayName("I1: what the instance says of itself is there too, under a key of this start")
        void selfDescription_joinsTheMetadata() {
            assertThat(SelfDescription.in(published(LABELS)))
                    .contains(Labels.of(Map.of("version", "v2", "env", "gray")));
        }

        @Test
        void switchedOff_metadataStays() {
            assertThat(published(LABELS_BUT_OFF)).isEqualTo(Map.of("region", "sh", "gray.zone", "a"));
        }

        @Test
        void noLabels_metadataStays() {
            assertThat(published(Map.of())).isEqualTo(Map.of("region", "sh", "gray.zone", "a"));
        }

        private Map<String, String> published(Map<String, String> properties) {
            try (TestApplication application = TestApplication.in(directory, properties)) {
                ServiceInstance instance =
                        new DefaultServiceInstance("demo-provider", "127.0.0.1", 20880, application.model());
                instance.getMetadata().putAll(Map.of("region", "sh", "gray.zone", "a"));
                ours(application.model()).customize(instance, application.model());
                return instance.getMetadata();
            }
        }

        private static ServiceInstanceCustomizer ours(ApplicationModel application) {
            return application
                    .getExtensionLoader(ServiceInstanceCustomizer.class)
                    .getExtension("gray-labels");
        }

        private static Set<ServiceInstanceCustomizer> customizers(ApplicationModel application) {
            return application
                    .getExtensionLoader(ServiceInstanceCustomizer.class)
                    .getSupportedExtensionInstances();
        }
    }

    @Nested
    class OfAUrl {

        private static final URL SERVICE = URL.valueOf("dubbo://127.0.0.1:20880/io.github.Echo"
                + "?application=demo-provider&interface=io.github.Echo&region=sh&bind.ip=127.0.0.1");

        @Test
        void labels_joinTheParametersThatDubboLeaves() {
            URL published = published(LABELS, SERVICE);

            assertThat(published.getParameters())
                    .containsEntry("gray.version", "v2")
                    .containsEntry("gray.env", "gray")
                    .containsEntry("region", "sh")
                    .doesNotContainKey("bind.ip");
        }

        @Test
        void simplifiedRegistry_labelsSurvive() {
            URL published = published(LABELS, SERVICE.putAttribute("simplified", true));

            assertThat(published.getParameters())
                    .containsEntry("gray.version", "v2")
                    .containsEntry("gray.env", "gray")
                    .doesNotContainKey("region");
        }

        @Test
        void switchedOff_urlIsAsDubboLeavesIt() {
            assertThat(published(LABELS_BUT_OFF, SERVICE)).isEqualTo(SERVICE.removeParameter("bind.ip"));
        }

        @Test
        void noLabels_urlIsAsDubboLeavesIt() {
            assertThat(published(Map.of(), SERVICE)).isEqualTo(SERVICE.removeParameter("bind.ip"));
        }

        /** What {@code RegistryProtocol} does. */
        private URL published(Map<String, String> properties, URL service) {
            try (TestApplication application = TestApplication.in(directory, properties)) {
                URL url = service;
                for (ServiceURLCustomizer customizer : application
                        .model()
                        .getExtensionLoader(ServiceURLCustomizer.class)
                        .getSupportedExtensionInstances()) {
                    url = customizer.customize(url, application.model());
                }
                return url;
            }
        }
    }
}
