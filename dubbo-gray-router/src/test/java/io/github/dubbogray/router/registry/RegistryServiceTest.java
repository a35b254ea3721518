package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.DubboServiceAddressURL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.OverrideInstanceAddressURL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistryServiceTest {

    @Nested
    class OfAnInstanceFoundByApplication {

        private final DefaultServiceInstance instance =
                new DefaultServiceInstance("demo-provider", "127.0.0.1", 20_880, null);

        @Test
        void name_isTheApplications() {
            RegistryService service = RegistryService.of(instance.toURL("dubbo"));

            assertThat(service).isEqualTo(new RegistryService.OfApplication("demo-provider"));
            assertThat(service.name()).isEqualTo("demo-provider");
        }

        @Test
        void overriddenParameters_nameIsTheSame() {
            URL overridden = new OverrideInstanceAddressURL(instance.toURL("dubbo")).addParameter("weight", "5");

            assertThat(RegistryService.of(overridden)).isEqualTo(new RegistryService.OfApplication("demo-provider"));
        }
    }

    @Nested
    class OfAnInstanceFoundByInterface {

        @Test
        void neitherVersionNorGroup_colonsStay() {
            assertThat(nameOf("")).isEqualTo("providers:io.github.Echo::");
        }

        @Test
        void versionAndGroup_areInTheName() {
            assertThat(nameOf("&version=1.0.0&group=blue")).isEqualTo("providers:io.github.Echo:1.0.0:blue");
        }

        @Test
        void version_isInTheName() {
            assertThat(nameOf("&version=1.0.0")).isEqualTo("providers:io.github.Echo:1.0.0:");
        }

        @Test
        void group_isInTheName() {
            assertThat(nameOf("&group=blue")).isEqualTo("providers:io.github.Echo::blue");
        }

        @Test
        void versionOfTheReference_isNotTheProviders() {
            URL consumer =
                    URL.valueOf("consumer://127.0.0.1/io.github.Echo?interface=io.github.Echo&version=*&group=*");

            assertThat(RegistryService.of(provider("&version=1.0.0&group=blue", consumer)))
                    .isEqualTo(new RegistryService.OfInterface("providers:io.github.Echo:1.0.0:blue"));
        }

        private static String nameOf(String parameters) {
            URL consumer = URL.valueOf("consumer://127.0.0.1/io.github.Echo?interface=io.github.Echo");
            return RegistryService.of(provider(parameters, consumer)).name();
        }

        private static URL provider(String parameters, URL consumer) {
            return DubboServiceAddressURL.valueOf(
                    URL.encode(
                            "dubbo://127.0.0.1:20880/io.github.Echo?application=demo-provider&interface=io.github.Echo"
                                    + parameters),
                    consumer);
        }
    }
}
