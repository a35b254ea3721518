package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.Registry;
import org.apache.dubbo.registry.client.ServiceDiscovery;
import org.apache.dubbo.registry.client.ServiceDiscoveryRegistry;
import org.apache.dubbo.registry.support.RegistryManager;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamingRegistryTest {

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel application = framework.newApplication();
    private int registries;

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    /** What Dubbo's registry manager holds. */
    @Nested
    class OfAnApplication {

        @Test
        void none_isNone() {
            assertThat(NamingRegistry.of(application)).isEmpty();
        }

        @Test
        void nacosFoundByInterface_isOne() {
            byInterface("nacos://127.0.0.1:8848");

            assertThat(NamingRegistry.of(application)).containsExactly(registry("127.0.0.1:8848", "", "", ""));
        }

        @Test
        void nacosFoundByApplication_isOne() {
            byApplication("nacos://127.0.0.1:8848");

            assertThat(NamingRegistry.of(application)).containsExactly(registry("127.0.0.1:8848", "", "", ""));
        }

        @Test
        void sameServerForBoth_isCountedOnce() {
            byInterface("nacos://127.0.0.1:8848?timeout=5000");
            byApplication("nacos://127.0.0.1:8848?timeout=3000");

            assertThat(NamingRegistry.of(application)).hasSize(1);
        }

        @Test
        void otherProtocols_areLeftOut() {
            byInterface("multicast://224.5.6.7:1234");
            byApplication("kubernetes://127.0.0.1:6443");
            byInterface("nacos://127.0.0.1:8848");

            assertThat(NamingRegistry.of(application)).hasSize(1);
        }

        @Test
        void severalServers_areSeveral() {
            byInterface("nacos://127.0.0.1:8848");
            byInterface("nacos://127.0.0.2:8848");

            assertThat(NamingRegistry.of(application))
                    .extracting(NamingRegistry::servers)
                    .containsExactlyInAnyOrder("127.0.0.1:8848", "127.0.0.2:8848");
        }

        @Test
        void group_isRead() {
            byApplication("nacos://127.0.0.1:8848?group=orders");
            byInterface("nacos://127.0.0.2:8848?group=orders");

            assertThat(NamingRegistry.of(application))
                    .extracting(NamingRegistry::group)
                    .containsExactly("orders", "orders");
        }

        @Test
        void groupOfTheNacosClient_countsWhereDubboAsksForIt() {
            byApplication("nacos://127.0.0.1:8848?group=dubbo&nacos.group=orders");
            byInterface("nacos://127.0.0.2:8848?group=dubbo&nacos.group=orders");

            assertThat(NamingRegistry.of(application))
                    .as("found by interface, Dubbo knows group alone")
                    .extracting(NamingRegistry::describe)
                    .containsExactlyInAnyOrder("127.0.0.1:8848, group orders", "127.0.0.2:8848, group dubbo");
        }

        private void byInterface(String url) {
            Registry registry = mock(Registry.class);
            when(registry.getUrl()).thenReturn(URL.valueOf(url));
            manager().putRegistry("registry " + registries++, registry);
        }

        private void byApplication(String url) {
            ServiceDiscovery discovery = mock(ServiceDiscovery.class);
            when(discovery.getUrl()).thenReturn(URL.valueOf(url));
            ServiceDiscoveryRegistry registry = mock(ServiceDiscoveryRegistry.class);
            when(registry.getServiceDiscovery()).thenReturn(discovery);
            when(registry.getUrl()).thenReturn(URL.valueOf("service-discovery-registry://127.0.0.1:8848"));
            manager().putRegistry("registry " + registries++, registry);
        }

        private RegistryManager manager() {
            return RegistryManager.getInstance(application);
        }
    }

    @Nested
    class OfAUrl {

        @Test
        void onlyAnAddress_theRestIsNacossDefault() {
            NamingRegistry registry = of("nacos://127.0.0.1:8848");

            assertThat(registry.servers()).isEqualTo("127.0.0.1:8848");
            assertThat(registry.user()).isEmpty();
            assertThat(registry.namespace()).isEmpty();
        }

        @Test
        void backupAddresses_areServersToo() {
            assertThat(of("nacos://10.0.0.1:8848?backup=10.0.0.2:8848,10.0.0.3:8848")
                            .servers())
                    .isEqualTo("10.0.0.1:8848,10.0.0.2:8848,10.0.0.3:8848");
        }

        @Test
        void accountAndNamespace_areRead() {
            assertThat(of("nacos://nacos:secret@127.0.0.1:8848?namespace=gray"))
                    .isEqualTo(registry("127.0.0.1:8848", "nacos", "gray", ""));
        }

        private static NamingRegistry of(String url) {
            return NamingRegistry.of(URL.valueOf(url), "DEFAULT_GROUP");
        }
    }

    @Nested
    class Equality {

        private final NamingRegistry registry = registry("127.0.0.1:8848", "", "gray", "orders");

        @Test
        void otherParametersOfTheClient_areTheSame() {
            NamingRegistry other = new NamingRegistry(
                    "127.0.0.1:8848", "", "gray", "orders", URL.valueOf("nacos://127.0.0.1:8848?timeout=1"));

            assertThat(other).isEqualTo(registry).hasSameHashCodeAs(registry);
        }

        @Test
        void serversUserNamespaceOrGroup_makeAnother() {
            assertThat(List.of(
                            registry("127.0.0.2:8848", "", "gray", "orders"),
                            registry("127.0.0.1:8848", "nacos", "gray", "orders"),
                            registry("127.0.0.1:8848", "", "", "orders"),
                            registry("127.0.0.1:8848", "", "gray", "")))
                    .doesNotContain(registry);
        }
    }

    @Nested
    class Describe {

        @Test
        void publicNamespace_isNotNamed() {
            assertThat(registry("127.0.0.1:8848", "nacos", "", "").describe())
                    .isEqualTo("127.0.0.1:8848, group DEFAULT_GROUP");
        }

        @Test
        void namespace_isNamedTheUserIsNot() {
            assertThat(registry("127.0.0.1:8848", "nacos", "gray", "orders").describe())
                    .isEqualTo("127.0.0.1:8848, namespace gray, group orders");
        }
    }

    private static NamingRegistry registry(String servers, String user, String namespace, String group) {
        return new NamingRegistry(
                servers,
                user,
                namespace,
                group.isEmpty() ? "DEFAULT_GROUP" : group,
                URL.valueOf("nacos://127.0.0.1:8848"));
    }
}
