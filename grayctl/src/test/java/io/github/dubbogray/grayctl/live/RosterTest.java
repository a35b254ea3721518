package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.nacos.NacosInstance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Instances by lanes, before one of them is taken out")
class RosterTest {

    private final Table table = ((Reading.Accepted) DocumentReader.read("""
        apiVersion: dubbo-gray/v1
        application: shop
        lanes:
          canary: { labels: { version: v2 } }
          beta: { labels: { version: v3 }, fallback: [] }
        """)).table();

    private final NacosInstance stable = NacosInstance.persistent(1, Map.of());
    private final NacosInstance canary = NacosInstance.persistent(2, Map.of("gray.version", "v2"));
    private final NacosInstance other = NacosInstance.persistent(3, Map.of("gray.version", "v2"));
    private final NacosInstance beta = NacosInstance.persistent(4, Map.of("gray.version", "v3"));

    private String warning(NacosInstance without, NacosInstance... all) {
        return Roster.of(table, List.of(all)).warningWithout(without.address()).orElse("");
    }

    @Test
    void lastOfALane_isWarnedOf() {
        assertThat(warning(canary, stable, canary))
                .isEqualTo(canary.address() + " is the last instance that serves lane canary; without it, nobody serves"
                        + " it: its calls fall back to stable");
        assertThat(warning(canary, stable, canary, other.withWeight(0))).contains("last instance");
        assertThat(warning(beta, stable, beta)).endsWith("nobody serves it: its calls are refused");
    }

    @Test
    void othersThatServe_areEnough_andWhoServesNothingIsNotMissed() {
        assertThat(warning(canary, stable, canary, other)).isEmpty();
        assertThat(warning(canary, stable, canary.withWeight(0))).isEmpty();
    }
}
