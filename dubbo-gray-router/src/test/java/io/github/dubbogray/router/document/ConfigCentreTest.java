package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.dubbo.config.ConfigCenterConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The config centre that Dubbo has. */
class ConfigCentreTest {

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void applicationWithout_hasNone() {
        assertThat(ConfigCentre.of(application.model())).isEmpty();
    }

    @Nested
    class Texts {

        @Test
        void document_isFetchedInGroupDubbo() {
            application.configuration().holding(DATA_ID, "text");

            assertThat(centre().fetch(DATA_ID)).contains("text");
        }

        @Test
        void noDocument_isEmpty() {
            assertThat(centre().fetch(DATA_ID)).isEmpty();
        }

        @Test
        void laterTexts_areHandedOn() {
            List<String> texts = new ArrayList<>();
            centre().follow(DATA_ID, texts::add);

            application.configuration().push(DATA_ID, "one");
            application.configuration().push("other", "two");
            application.configuration().push(DATA_ID, "three");

            assertThat(texts).containsExactly("one", "three");
        }

        @Test
        void sameFollowerTwice_isCalledOnceAndForgottenAtOnce() {
            List<String> texts = new ArrayList<>();
            Consumer<String> follower = texts::add;
            centre().follow(DATA_ID, follower);
            centre().follow(DATA_ID, follower);
            application.configuration().push(DATA_ID, "one");

            centre().forget(DATA_ID, follower);
            application.configuration().push(DATA_ID, "two");

            assertThat(texts).containsExactly("one");
            assertThat(application.configuration().listenersOf(DATA_ID)).isZero();
        }

        @Test
        void deletion_isAnEmptyText() {
            List<String> texts = new ArrayList<>();
            centre().follow(DATA_ID, texts::add);

            application.configuration().push(DATA_ID, null);

            assertThat(texts).containsExactly("");
        }
    }

    @Nested
    class IsReachable {

        @Test
        void serverThatAccepts_isReachable() throws IOException {
            try (ServerSocket server = server()) {
                assertThat(centreAt("nacos://127.0.0.1:" + server.getLocalPort())
                                .isReachable())
                        .isTrue();
            }
        }

        @Test
        void serverThatIsGone_isNot() throws IOException {
            assertThat(centreAt("nacos://127.0.0.1:" + closedPort()).isReachable())
                    .isFalse();
        }

        @Test
        void noServerKnown_isNot() {
            assertThat(centre().isReachable()).isFalse();
        }

        @Test
        void secondServerAsBackup_isAsked() throws IOException {
            try (ServerSocket server = server()) {
                assertThat(centreAt("nacos://127.0.0.1:" + closedPort() + "?backup=127.0.0.1:" + server.getLocalPort())
                                .isReachable())
                        .isTrue();
            }
        }

        @Test
        void secondServerAfterAComma_isAsked() throws IOException {
            try (ServerSocket server = server()) {
                String servers = "127.0.0.1:" + closedPort() + ",127.0.0.1:" + server.getLocalPort();

                assertThat(centreAt("nacos://" + servers).isReachable()).isTrue();
            }
        }

        @Test
        void serversWithoutProtocol_areAsked() throws IOException {
            try (ServerSocket server = server()) {
                String servers = "127.0.0.1:" + closedPort() + ",127.0.0.1:" + server.getLocalPort();
                ConfigCenterConfig config = new ConfigCenterConfig();
                config.setProtocol("nacos");
                config.setAddress(servers);

                assertThat(centreOf(config).isReachable()).isTrue();
            }
        }

        @Test
        void portInAPropertyOfItsOwn_isUsed() throws IOException {
            try (ServerSocket server = server()) {
                ConfigCenterConfig config = new ConfigCenterConfig();
                config.setProtocol("nacos");
                config.setPort(server.getLocalPort());
                config.setAddress("127.0.0.1");

                assertThat(centreOf(config).isReachable()).isTrue();
            }
        }

        @Test
        void configWithoutAddress_isNoServer() {
            assertThat(centreOf(new ConfigCenterConfig()).isReachable()).isFalse();
        }

        private ConfigCentre centreAt(String address) {
            ConfigCenterConfig config = new ConfigCenterConfig();
            config.setAddress(address);
            return centreOf(config);
        }

        private ConfigCentre centreOf(ConfigCenterConfig config) {
            application.model().getApplicationConfigManager().addConfigCenter(config);
            return centre();
        }

        private static ServerSocket server() throws IOException {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }

        private static int closedPort() throws IOException {
            try (ServerSocket server = server()) {
                return server.getLocalPort();
            }
        }
    }

    private ConfigCentre centre() {
        return ConfigCentre.of(application.withConfigCentre().model()).orElseThrow();
    }
}
