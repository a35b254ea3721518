package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.Listed.describing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.event.LabelDrift;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveInstanceTest {

    @Nested
    class Of {

        @Test
        void registeredInstance_hasWhatTheRegistrySays() {
            RegisteredInstance registered = new RegisteredInstance(
                    "10.0.0.7",
                    20_880,
                    5,
                    Standing.UNHEALTHY,
                    "DEFAULT",
                    Map.of("gray.version", "v2", "region", "sh", "dubbo.gray-own.7", "version=v1"));

            assertThat(LiveInstance.of(registered, 1))
                    .isEqualTo(new LiveInstance(
                            Labels.of("version", "v2"),
                            Optional.empty(),
                            Optional.of(Labels.of("version", "v1")),
                            5,
                            Standing.UNHEALTHY));
        }

        @Test
        void loadPart_timesTheOperatorsWeight() {
            assertThat(LiveInstance.of(Listed.at(20_880, 8.0), 0.25).weight()).isEqualTo(2);
        }
    }

    @Nested
    class Clusters {

        @Test
        void cluster_isALabel() {
            assertThat(labels("shanghai", Map.of("gray.version", "v2")))
                    .isEqualTo(Labels.of(Map.of("cluster", "shanghai", "version", "v2")));
        }

        @Test
        void defaultCluster_isNone() {
            assertThat(labels("DEFAULT", Map.of("gray.version", "v2"))).isEqualTo(Labels.of("version", "v2"));
        }

        @Test
        void labelOfItsOwn_counts() {
            assertThat(labels("shanghai", Map.of("gray.cluster", "beijing")))
                    .isEqualTo(Labels.of("cluster", "beijing"));
        }

        @Test
        void clusterThatCanBeNoLabel_isNone() {
            assertThat(labels("上海", Map.of("gray.version", "v2"))).isEqualTo(Labels.of("version", "v2"));
        }

        private static Labels labels(String cluster, Map<String, String> metadata) {
            return LiveInstance.of(Listed.in(cluster, metadata), 1).labels();
        }
    }

    @Nested
    @DisplayName("I1: where instance and registry differ, it is said")
    class Drifts {

        @Test
        void sameLabels_noDrift() {
            assertThat(drifts("env=gray,version=v1", Map.of("version", "v1", "env", "gray")))
                    .isEmpty();
        }

        @Test
        void changedLabel_driftsFromOneToTheOther() {
            assertThat(drifts("version=v1", Map.of("version", "v2"))).containsExactly(drift("version", "v1", "v2"));
        }

        @Test
        void addedLabel_driftsFromNothing() {
            assertThat(drifts("version=v1", Map.of("version", "v1", "region", "sh")))
                    .containsExactly(drift("region", "", "sh"));
        }

        @Test
        void removedLabel_driftsToNothing() {
            assertThat(drifts("region=sh,version=v1", Map.of("version", "v1")))
                    .containsExactly(drift("region", "sh", ""));
        }

        @Test
        void severalLabels_driftInTheOrderOfTheirKeys() {
            assertThat(drifts("version=v1,zone=a", Map.of("version", "v2", "env", "gray")))
                    .containsExactly(drift("env", "", "gray"), drift("version", "v1", "v2"), drift("zone", "a", ""));
        }

        @Test
        void loadWeight_doesNotCount() {
            assertThat(drifts("version=v1", Map.of("version", "v1", "load-weight", "50")))
                    .isEmpty();
        }

        @Test
        void instanceThatDoesNotDescribeItself_hasNone() {
            LiveInstance instance = LiveInstance.of(Listed.at(20_880, Map.of("gray.version", "v2")), 1);

            assertThat(instance.drifts("demo-provider", "127.0.0.1:20880")).isEmpty();
        }

        @Test
        void clusterOfTheRegistry_doesNotCount() {
            LiveInstance instance =
                    LiveInstance.of(Listed.in("shanghai", describing("version=v1", Map.of("version", "v1"))), 1);

            assertThat(instance.drifts("demo-provider", "127.0.0.1:20880")).isEmpty();
        }

        @Test
        void registeredClusterThatWasChanged_drifts() {
            assertThat(drifts("cluster=shanghai", Map.of("cluster", "beijing")))
                    .containsExactly(drift("cluster", "shanghai", "beijing"));
        }

        private static List<LabelDrift> drifts(String own, Map<String, String> labels) {
            return LiveInstance.of(Listed.at(20_880, describing(own, labels)), 1)
                    .drifts("demo-provider", "127.0.0.1:20880");
        }

        private static LabelDrift drift(String key, String registered, String effective) {
            return new LabelDrift("demo-provider", "127.0.0.1:20880", key, registered, effective);
        }
    }

    @Nested
    class Metadata {

        @Test
        void keyWithoutAValue_isLeftOut() {
            Map<String, String> metadata = new HashMap<>(Map.of("gray.version", "v2"));
            metadata.put("gray.env", null);

            assertThat(Listed.at(20_880, metadata)).isEqualTo(Listed.at(20_880, Map.of("gray.version", "v2")));
        }
    }

    @Nested
    class GarbledLabels {

        @ParameterizedTest
        @CsvSource({"灰度, 0", "'gray ', 0", "prod, 1", "'', 1"})
        void garbledLabel_isNoDriftToNoLabel(String value, int drifts) {
            Map<String, String> metadata =
                    Map.of("dubbo.gray-own.1", "env=gray,version=v2", "gray.env", value, "gray.version", "v2");
            LiveInstance live = LiveInstance.of(
                    new RegisteredInstance("127.0.0.1", 1, 1, Standing.SERVING, "DEFAULT", metadata), 1);

            assertThat(live.drifts("s", "a")).hasSize(drifts);
        }
    }
}
