package io.github.dubbogray.observability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.PushedDocuments;
import io.github.dubbogray.observability.qos.QosPort;
import io.github.dubbogray.router.GrayApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Dubbo's probes over a real QoS server, of an application that Dubbo has started")
class ProbesTest {

    private static final String DATA_ID = "shop.gray-router";
    private static final String GOOD = "apiVersion: dubbo-gray/v1\napplication: shop\n";

    private final PushedDocuments documents =
            new PushedDocuments(); // says nothing of what is not pushed, as a dead one does
    private final FrameworkModel framework = new FrameworkModel();
    private QosPort port;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        port = new QosPort(framework);
    }

    @AfterEach
    void close() {
        port.close();
        framework.destroy();
    }

    private GrayApplication started(Map<String, String> properties) {
        ApplicationModel model = framework.defaultApplication(); // Dubbo makes it anyway, and waits for it to start
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.gray.last-good.dir", folder.toString());
        model.modelEnvironment().updateAppConfigMap(all);
        ApplicationConfig config = new ApplicationConfig("web");
        config.setQosEnable(false);
        model.getApplicationConfigManager().setApplication(config);
        DubboBootstrap.getInstance(model)
                .registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE))
                .start();
        model.modelEnvironment().setDynamicConfiguration(documents);
        return GrayApplication.of(model);
    }

    private void follow(GrayApplication gray, String application) {
        gray.documents().follow(application, () -> {});
    }

    private String ask(String probe) throws Exception {
        return port.get("/" + probe).statusCode() + " " + port.telnet(probe);
    }

    private void assertNobodyIsRestarted() throws Exception {
        assertThat(ask("startup")).isEqualTo("200 true");
        assertThat(ask("live")).isEqualTo("200 true");
    }

    @Test
    void silentConfigCentre_isWaitedFor() throws Exception {
        follow(started(Map.of()), "shop");
        assertThat(ask("ready")).isEqualTo("503 false");
        assertNobodyIsRestarted();
        assertThat(port.telnet("grayStatus")).contains("awaited: the config centre has not answered yet");

        documents.push(DATA_ID, GOOD);
        assertThat(ask("ready")).isEqualTo("200 true");
    }

    @Test
    void waitIsOver_goesOnWithout() throws Exception {
        follow(started(Map.of("dubbo.gray.ready.wait", "0")), "shop");

        assertThat(ask("ready")).isEqualTo("200 true");
    }

    @Test
    @DisplayName("a bad document takes no application down, at start as later")
    void badDocument_isReady() throws Exception {
        GrayApplication gray = started(Map.of());
        documents.push(DATA_ID, "no: document");
        follow(gray, "shop");
        assertThat(ask("ready")).isEqualTo("200 true");

        documents.push(DATA_ID, GOOD);
        documents.push(DATA_ID, "bad: again");
        assertThat(ask("ready")).isEqualTo("200 true");
        assertNobodyIsRestarted();
    }

    @Test
    void deletedDocument_isReady() throws Exception {
        GrayApplication gray = started(Map.of());
        follow(gray, "shop");
        documents.push(DATA_ID, "");

        assertThat(ask("ready")).isEqualTo("200 true");
    }

    @Test
    @DisplayName("a last good document does for a config centre that is away")
    void lastGoodInForce_isReady() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("public/web"));
        Files.writeString(kept.resolve("shop.gray-router"), GOOD);
        GrayApplication gray = started(Map.of());
        follow(gray, "shop");

        assertThat(ask("ready")).isEqualTo("200 true");
        assertThat(port.telnet("grayStatus")).contains("away, from the last good file");
    }

    @Test
    void onceReady_awaitsNothingMore() throws Exception {
        GrayApplication gray = started(Map.of());
        documents.push(DATA_ID, GOOD);
        follow(gray, "shop");
        assertThat(ask("ready")).isEqualTo("200 true");

        follow(gray, "another");
        assertThat(gray.documents().awaited()).containsExactly("another");
        assertThat(ask("ready")).isEqualTo("200 true");
    }

    @Test
    @DisplayName("dubbo.gray.enabled=false: Dubbo's own answers are all there is")
    void switchedOff_isReady() throws Exception {
        follow(started(Map.of("dubbo.gray.enabled", "false")), "shop");

        assertThat(ask("ready")).isEqualTo("200 true");
    }

    @Test
    void applicationThatHasNotUsedTheLibrary_doesNotBeginByBeingAsked() throws Exception {
        ApplicationModel model = framework.defaultApplication(); // Dubbo makes it anyway, and waits for it to start
        model.getApplicationConfigManager().setApplication(new ApplicationConfig("web"));
        assertThat(new GrayReadinessProbe(framework).check()).isTrue();
        assertThat(port.telnet("grayStatus")).isEqualTo("application web: unused");
        assertThat(model.getBeanFactory().getBean(GrayApplication.class)).isNull();
    }
}
