package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.Provider;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeCalls;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels on their way into the registry (seed rows E4, E19, E53). */
@ExtendWith(FleetExtension.class)
class LabelsIT {

    @ParameterizedTest
    @EnumSource(Discovery.class)
    @DisplayName("E4: version, env, region and lane stand in the registry as configured, and consumers route by them")
    void labels_standInTheRegistry(Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "dubbo", discovery)) {
            lab.provider("plain", "");
            Lab.Instance labelled = lab.provider("labelled", "version=v2,env=gray,region=cn-east,lane=blue");
            assertThat(lab.registered(labelled))
                    .isNotEmpty()
                    .allSatisfy(instance -> assertThat(labelsOf(instance))
                            .containsExactlyInAnyOrderEntriesOf(Map.of(
                                    "gray.version", "v2",
                                    "gray.env", "gray",
                                    "gray.region", "cn-east",
                                    "gray.lane", "blue")));
            ProbeConsumer consumer = lab.consumer("labels");
            assertThat(consumer.tagged("region=cn-east,lane=blue").getInstance())
                    .isEqualTo("labelled");
            assertThat(consumer.untagged().getInstance()).isEqualTo("plain");
        }
    }

    @Test
    @DisplayName("A label that is none is left out and named with its place; the others count and calls go on")
    void badLabel_isLeftOutAndNamed(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Lab.Alone provider = lab.alone(Lab.APPLICATION, "bad", "version=v2,reg ion=sh,zone", Map.of());
            assertThat(lab.registered(provider.instance()))
                    .allSatisfy(instance -> assertThat(labelsOf(instance)).isEqualTo(Map.of("gray.version", "v2")));
            assertThat(provider.process().output())
                    .contains("pair 2 at character 12 ('reg ion=sh')")
                    .contains("pair 3 at character 23 ('zone'): has no '='");
            assertThat(lab.consumer("bad-label").untagged().getInstance()).isEqualTo("bad");
        }
    }

    @Test
    @DisplayName("E53: a Spring Boot property and an environment variable register labels too")
    void springBoot_registersLabels(Fleet fleet) {
        try (Provider provider = fleet.provider("spring", "version=v2,env=gray")) {
            Map<String, String> labels = fleet.nacos().admin().instances(ServiceId.of(Fleet.APPLICATION)).stream()
                    .filter(instance -> instance.port() == provider.port())
                    .findFirst()
                    .map(LabelsIT::labelsOf)
                    .orElseThrow();
            assertThat(labels).isEqualTo(Map.of("gray.version", "v2", "gray.env", "gray"));
        }
    }

    @Test
    @DisplayName("E19: a consumer with the router jar alone follows tags, documents and labels")
    void routerAlone_routes(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(Texts.withRules("- { id: all, to: canary }"));
            String output =
                    lab.run(ProbeCalls.class, List.of("dubbo-gray-filter", "dubbo-gray-observability"), Map.of());
            assertThat(output).contains("observed instances [v2]").contains("x-gray-tag=canary");
        }
    }

    private static Map<String, String> labelsOf(NacosInstance instance) {
        Map<String, String> labels = new TreeMap<>(instance.metadata());
        labels.keySet().removeIf(key -> !key.startsWith("gray."));
        return labels;
    }
}
