package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.Standing;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches of a real Nacos, by its client alone. */
class SwitchesIT {

    private static final ConfigId DOCUMENT = new ConfigId("shop.gray-switches", "dubbo");
    private static final String DIRECTORY = "dubbo.gray.last-good.dir";
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private static EmbeddedNacos nacos;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        nacos = EmbeddedNacos.start();
    }

    @AfterAll
    static void stop() {
        nacos.close();
    }

    @BeforeEach
    void begin() {
        System.setProperty(DIRECTORY, folder.toString());
        publish(true);
    }

    @AfterEach
    void end() {
        System.clearProperty(DIRECTORY);
    }

    private static void publish(boolean isOn) {
        nacos.admin().publishConfig(DOCUMENT, """
                apiVersion: dubbo-gray/v1
                application: shop
                switches:
                  feature.user.v2: { type: boolean, default: %s }
                """.formatted(isOn));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", nacos.serverAddress());
        return properties;
    }

    private static GraySwitches followed() {
        return GraySwitches.ofNacos("shop", properties());
    }

    private static boolean isOn(GraySwitches switches) {
        return switches.truth("feature.user.v2", false).get();
    }

    @Test
    @DisplayName("D1: a refused text changes nothing, and a deleted document leaves the code its own defaults")
    void refusedAndDeleted() {
        try (GraySwitches switches = followed()) {
            await().atMost(AT_MOST).until(() -> isOn(switches) && switches.standing() instanceof Standing.Current);
            nacos.admin().publishConfig(DOCUMENT, "no: switches");

            await().atMost(AT_MOST).until(() -> switches.standing() instanceof Standing.Outdated);
            assertThat(isOn(switches)).isTrue();
            nacos.admin().deleteConfig(DOCUMENT);
            await().atMost(AT_MOST).until(() -> !switches.now().hasDocument());
            assertThat(switches.standing()).isEqualTo(new Standing.Current());
        }
    }

    @Test
    @DisplayName(
            "D3: while Nacos is away the last good switches answer, also after a start, and its own as soon as it is back")
    void nacosAway_lastGoodSwitchesAnswer() throws Exception {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait("before", GraySwitchProvider.ofNacos("shop", properties()));
        Client before = api.getClient("before");
        assertThat(before.getBooleanDetails("feature.user.v2", false).getReason())
                .isEqualTo("DEFAULT");

        nacos.stop();
        await().atMost(Duration.ofSeconds(30)).until(() -> before.getProviderState() == ProviderState.STALE);
        assertThat(before.getBooleanDetails("feature.user.v2", false).getReason())
                .isEqualTo("STALE");
        NacosClientCopy.forget(nacos);
        api.setProviderAndWait("after", GraySwitchProvider.ofNacos("shop", properties()));
        Client after = api.getClient("after");
        assertThat(after.getBooleanValue("feature.user.v2", false)).isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> after.getProviderState() == ProviderState.STALE);

        nacos.restart();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> before.getProviderState() == ProviderState.READY
                        && after.getProviderState() == ProviderState.READY);
        publish(false);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !before.getBooleanValue("feature.user.v2", true)
                        && !after.getBooleanValue("feature.user.v2", true));
        api.shutdown();
    }
}
