package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A config centre that is away; the registry is another Nacos and stays. */
@ExtendWith(FleetExtension.class)
class LastGoodIT {

    @Test
    @DisplayName(
            "D3: a consumer that starts while the config centre is away uses its last good document, and takes the "
                    + "config centre's own again when that is back")
    void awayAtStart_usesTheLastGoodDocument(Fleet fleet, @TempDir Path lastGood) throws Exception {
        try (Lab lab = Lab.open(fleet);
                EmbeddedNacos centre = EmbeddedNacos.start()) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            centre.admin().publishConfig(Lab.document(Lab.APPLICATION), Texts.withRules("- { id: all, to: canary }"));
            Map<String, String> properties = Map.of(
                    "dubbo.config-center.address",
                    "nacos://" + centre.serverAddress() + "?nacos.check=false",
                    "dubbo.config-center.timeout",
                    "3000",
                    "dubbo.gray.last-good.dir",
                    lastGood.toString());
            ProbeConsumer before = lab.consumer("last-good", properties);
            assertThat(before.untagged().getTag()).isEqualTo("canary");
            before.close();

            centre.stop();
            NacosClientCopy.forget(centre);
            ProbeConsumer started = lab.consumer("last-good", properties);
            assertThat(started.untagged().getTag()).isEqualTo("canary");

            centre.restart();
            centre.admin().publishConfig(Lab.document(Lab.APPLICATION), Texts.withRules("- { id: all, to: stable }"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> started.untagged().getTag().equals("stable"));
        }
    }
}
