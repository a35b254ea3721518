package io.github.dubbogray.grayctl;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions of {@code docs/grayctl.md} with a Nacos are what happens on a real one; {@code
 * -Ddubbo.gray.regenerate=true} writes their output anew.
 */
class LivePageIT {

    private static final ServiceId PROVIDER = ServiceId.of("demo-provider");
    private static final ServiceId CONSUMERS = new ServiceId("demo-provider.gray-consumers", "dubbo-gray");

    private final Server server = Server.running();

    @TempDir
    private Path folder;

    @Test
    void sessions_areWhatHappens() throws IOException {
        NacosAdmin admin = server.namespace("page");
        Server.register(admin, PROVIDER, NacosInstance.persistent(20_880, Map.of("gray.version", "v1")));
        Server.register(admin, PROVIDER, NacosInstance.persistent(20_881, Map.of("gray.version", "v2")));
        Server.register(
                admin,
                CONSUMERS,
                NacosInstance.persistent(
                                4_711,
                                Map.of(
                                        "application", "demo-consumer",
                                        "process", "4711@web-1",
                                        "library", "0.1.0",
                                        "revision", "none",
                                        "state", "none"))
                        .switchedOff());
        Page page = new Page(folder, session -> session.in(server.environment("page")), this::onPage);

        page.play(Page.text().indexOf(Page.SECOND_HALF), Page.text().length());
    }

    private String onPage(String printed) {
        return printed.replace("namespace page at " + server.address(), "namespace public at nacos:8848")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-01-02T03:04:05Z");
    }
}
