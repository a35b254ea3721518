package io.github.dubbogray.nacos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedNacosIT {
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Admin {
        private EmbeddedNacos nacos;
        private NacosAdmin admin;

        @BeforeAll
        void start() {
            nacos = EmbeddedNacos.start(NacosOptions.defaults(), System.out::println);
            admin = nacos.admin();
        }

        @AfterAll
        void close() {
            assertThat(nacos.home()).isDirectory();
            nacos.close();
            assertThat(ProcessHandle.of(nacos.pid()).filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(nacos.home()).doesNotExist();
        }

        @Test
        void config_publishedReplacedDeleted_isReadBack() {
            ConfigId id = new ConfigId("demo-provider.gray-router", "dubbo");
            String content = "apiVersion: dubbo-gray/v1\nnote: \"灰度 & 100 % + x=y\"\n";
            assertThat(admin.config(id)).isEmpty();
            admin.publishConfig(id, "first");
            admin.publishConfig(id, content);
            assertThat(admin.config(id)).isEqualTo(Optional.of(content));
            admin.deleteConfig(id);
            assertThat(admin.config(id)).isEmpty();
            admin.deleteConfig(id);
        }

        @Test
        void config_inNamespace_staysThere() {
            ConfigId id = new ConfigId("apart", "dubbo");
            NacosAdmin apart = admin.inNamespace("apart");
            admin.createNamespace("apart");
            apart.publishConfig(id, "here");
            assertThat(apart.config(id)).isEqualTo(Optional.of("here"));
            assertThat(admin.config(id)).isEmpty();
        }

        @Test
        void instance_registeredEditedRemoved_isReadBack() {
            ServiceId service = ServiceId.of("demo-provider");
            NacosInstance registered =
                    NacosInstance.persistent(20880, Map.of("gray.version", "v1", "owner", "provider"));
            admin.register(service, registered);
            awaitOnly(service, registered);
            assertThat(admin.services()).contains(service);

            admin.updateInstance(service, registered.withWeight(3.5).withMetadata(Map.of("gray.version", "v2")));
            // The form covers the keys it names; what the instance itself registered stays.
            NacosInstance edited =
                    registered.withWeight(3.5).withMetadata(Map.of("gray.version", "v2", "owner", "provider"));
            awaitOnly(service, edited);

            admin.updateInstance(service, edited.switchedOff());
            awaitOnly(service, edited.switchedOff());
            admin.updateInstance(service, edited);
            awaitOnly(service, edited);

            admin.deregister(service, edited);
            await().untilAsserted(() -> assertThat(admin.instances(service)).isEmpty());
        }

        @ParameterizedTest(name = "ephemeral {0}")
        @ValueSource(booleans = {true, false})
        void metadata_patchedAndTakenBack_leavesOtherKeys(boolean ephemeral) {
            ServiceId service = ServiceId.of("patched-" + ephemeral);
            NacosInstance registered = instance(20881, ephemeral);
            NacosInstance other = instance(20882, ephemeral);
            admin.register(service, registered);
            admin.register(service, other);
            awaitOnly(service, registered, other);

            admin.patchMetadata(service, registered, Map.of("gray.tag", "canary"));
            awaitOnly(service, registered.withMetadata(Map.of("owner", "provider", "gray.tag", "canary")), other);

            admin.deleteMetadata(service, registered, List.of("gray.tag"));
            awaitOnly(service, registered, other);
        }

        @ParameterizedTest(name = "ephemeral {0}")
        @ValueSource(booleans = {true, false})
        void weightAndSwitch_changed_leaveMetadataToTheirOwners(boolean ephemeral) {
            ServiceId service = ServiceId.of("weighed-" + ephemeral);
            NacosInstance registered = instance(20885, ephemeral);
            admin.register(service, registered);
            awaitOnly(service, registered);
            admin.patchMetadata(service, registered, Map.of("gray.tag", "canary"));
            NacosInstance patched = registered.withMetadata(Map.of("owner", "provider", "gray.tag", "canary"));
            awaitOnly(service, patched);

            admin.updateWeightAndSwitch(service, patched.withWeight(0.2));
            awaitOnly(service, patched.withWeight(0.2));
            admin.updateWeightAndSwitch(service, patched.withWeight(0.2).switchedOff());
            awaitOnly(service, patched.withWeight(0.2).switchedOff());

            // The owner's next registration counts but for what was edited.
            admin.register(service, registered.withMetadata(Map.of("owner", "next")));
            awaitOnly(
                    service,
                    patched.withMetadata(Map.of("owner", "next", "gray.tag", "canary"))
                            .withWeight(0.2)
                            .switchedOff());
        }

        @Test
        void weightAndSwitch_ofUnknownInstance_areRefused() {
            ServiceId service = ServiceId.of("nobody");
            admin.register(service, NacosInstance.persistent(20886, Map.of()));
            await().untilAsserted(() -> assertThat(admin.instances(service)).hasSize(1));
            assertThatThrownBy(() -> admin.updateWeightAndSwitch(service, NacosInstance.persistent(20887, Map.of())))
                    .isInstanceOf(NacosRequestException.class)
                    .hasMessageContaining("no matched ip found");
        }

        @Test
        void health_ofPersistentInstanceWithoutChecks_isWhatIsRegistered() {
            ServiceId service = ServiceId.of("ill");
            NacosInstance registered = NacosInstance.persistent(20888, Map.of());
            admin.register(service, registered);
            await().untilAsserted(() -> assertThat(admin.instances(service)).hasSize(1));
            admin.endHealthChecks(service, "DEFAULT");
            for (NacosInstance next :
                    List.of(registered.inBadHealth(), registered.inHealth(), registered.inBadHealth())) {
                admin.register(service, next);
                await().untilAsserted(() -> assertThat(admin.instances(service)).containsExactly(next));
            }
        }

        @Test
        void protection_isStored() {
            ServiceId service = ServiceId.of("protected");
            admin.register(service, NacosInstance.persistent(20889, Map.of()));
            await().untilAsserted(() -> assertThat(admin.instances(service)).hasSize(1));
            admin.protect(service, 0.8);
            await().untilAsserted(() -> assertThat(admin.protection(service)).isCloseTo(0.8, within(0.001)));
        }

        @Test
        void metadata_ofUnknownInstance_isRefused() {
            ServiceId service = ServiceId.of("lonely");
            admin.register(service, NacosInstance.persistent(20883, Map.of()));
            await().untilAsserted(() -> assertThat(admin.instances(service)).hasSize(1));
            assertThatThrownBy(() -> admin.patchMetadata(
                            service, NacosInstance.persistent(20884, Map.of()), Map.of("gray.tag", "canary")))
                    .isInstanceOf(NacosRequestException.class)
                    .hasMessageContaining("no such instance: 127.0.0.1:20884");
        }

        @Test
        void unknownService_hasNoInstances() {
            assertThat(admin.instances(ServiceId.of("unknown"))).isEmpty();
        }

        @Test
        void refusal_namesPathStatusAndReason() {
            assertThatThrownBy(() -> admin.publishConfig(new ConfigId("empty", "dubbo"), ""))
                    .isInstanceOf(NacosRequestException.class)
                    .hasMessageContaining("POST /nacos/v3/admin/cs/config")
                    .hasMessageContaining("HTTP 400")
                    .hasMessageContaining("content");
        }

        private NacosInstance instance(int port, boolean ephemeral) {
            return new NacosInstance(
                    "127.0.0.1", port, 1.0, true, true, ephemeral, "DEFAULT", Map.of("owner", "provider"));
        }

        private void awaitOnly(ServiceId service, NacosInstance... instances) {
            // The server checks the health of persistent instances itself, and nobody listens on their ports.
            await().untilAsserted(() -> assertThat(admin.instances(service))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("healthy")
                    .containsExactlyInAnyOrder(instances));
        }
    }

    @Nested
    class Life {
        @Test
        void restart_samePortsAndGivenHome_keepsConfigAndLeavesTheHomeBehind(@TempDir Path folder) {
            ConfigId id = new ConfigId("kept", "dubbo");
            EmbeddedNacos nacos = EmbeddedNacos.start(NacosOptions.defaults().withHome(folder), System.out::println);
            try (nacos) {
                String address = nacos.serverAddress();
                long pid = nacos.pid();
                assertThat(nacos.home()).isEqualTo(folder);
                nacos.admin().publishConfig(id, "content");
                nacos.stop();
                assertThat(nacos.isAlive()).isFalse();
                assertThat(nacos.admin().isReady()).isFalse();
                nacos.restart();
                assertThat(nacos.pid()).isNotEqualTo(pid);
                assertThat(nacos.serverAddress()).isEqualTo(address);
                assertThat(nacos.admin().config(id)).isEqualTo(Optional.of("content"));
                nacos.kill();
                assertThat(nacos.isAlive()).isFalse();
            }
            assertThat(folder.resolve("logs/nacos-embedded.out")).isNotEmptyFile();
        }

        @Test
        void parentKilled_serverEnds(@TempDir Path folder) throws IOException {
            Process parent = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            NacosEmbedded.class.getName(),
                            "--port=0",
                            "--console-port=0",
                            "--home=" + folder)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> parent.children().findAny().isPresent());
            ProcessHandle server = parent.children().findAny().orElseThrow();
            parent.destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAlive());
        }
    }

    @Nested
    class FailedStart {
        @Test
        void wrongProperty_saysWhatTheProcessPrinted(@TempDir Path folder) {
            NacosOptions broken = NacosOptions.defaults()
                    .withHome(folder)
                    .withSystemProperties(Map.of("server.address", "not an address"));
            assertThatThrownBy(() -> EmbeddedNacos.start(broken))
                    .isInstanceOf(NacosStartException.class)
                    .hasMessageContaining("ended with code")
                    .hasMessageContaining(
                            folder.resolve("logs/nacos-embedded.out").toString())
                    .hasMessageContaining("not an address");
        }

        @Test
        void wantedPortTaken_isSaidBeforeTheProcessStarts() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(() ->
                                EmbeddedNacos.start(NacosOptions.defaults().withPort(taken.getLocalPort() - 1_000)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("ports that are taken")
                        .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            }
        }
    }
}
