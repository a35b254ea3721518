package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.Listed.describing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.event.LabelDrift;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveInstancesTest {

    private static final String TWO_PROTOCOLS =
            "[{\"port\":20880,\"protocol\":\"dubbo\"},{\"port\":50051,\"protocol\":\"tri\"}]";

    @Nested
    class Addresses {

        @Test
        void instance_isAtItsAddress() {
            LiveInstances instances = of(Listed.at(1), Listed.at(2, Map.of("gray.version", "v2")));

            assertThat(instances.at("127.0.0.1:2"))
                    .isEqualTo(LiveInstance.of(Listed.at(2, Map.of("gray.version", "v2")), 1));
            assertThat(instances.listed()).containsOnlyKeys("127.0.0.1:1", "127.0.0.1:2");
        }

        @Test
        void otherAddress_isUnknown() {
            assertThat(of(Listed.at(1)).at("127.0.0.1:2")).isNull();
        }

        @Test
        void severalProtocols_isAtEachOfThem() {
            LiveInstances instances = of(Listed.at(20_880, Map.of("dubbo.endpoints", TWO_PROTOCOLS)));

            assertThat(instances.at("127.0.0.1:50051")).isNotNull().isSameAs(instances.at("127.0.0.1:20880"));
            assertThat(instances.listed()).as("registered once").containsOnlyKeys("127.0.0.1:20880");
        }

        @Test
        void portOfAnotherThatIsRegisteredItself_isThatOne() {
            RegisteredInstance other = Listed.at(50_051, Map.of("gray.version", "v2"));

            assertThat(of(Listed.at(20_880, Map.of("dubbo.endpoints", TWO_PROTOCOLS)), other)
                            .at("127.0.0.1:50051"))
                    .isEqualTo(LiveInstance.of(other, 1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[{\"port\":20880,\"protocol\":\"dubbo\"},{\"port\":",
                    "[{\"port\":20880},{\"port\":\"many\"}]",
                    "[{\"port\":20880},{\"port\":20881},null]",
                    "\"port\" \"port\"",
                    "{\"port\":{\"port\":1}}"
                })
        void brokenEndpoints_onlyTheRegisteredPortIsKnown(String endpoints) {
            LiveInstances instances = of(Listed.at(20_880, Map.of("dubbo.endpoints", endpoints)), Listed.at(2));

            assertThat(instances.listed()).containsOnlyKeys("127.0.0.1:20880", "127.0.0.1:2");
            assertThat(instances.at("127.0.0.1:20880")).isNotNull();
        }
    }

    @Nested
    class Gone {

        private final LiveInstance gone = LiveInstance.of(Listed.at(2), 1);

        @Test
        void goneInstance_isWhatItIsSaidToBe() {
            LiveInstances instances = of(Listed.at(1)).without(Map.of("127.0.0.1:2", gone));

            assertThat(instances.at("127.0.0.1:2")).isSameAs(gone);
            assertThat(instances.at("127.0.0.1:3")).isNull();
        }

        @Test
        void goneInstance_isNotListed() {
            assertThat(of(Listed.at(1)).without(Map.of("127.0.0.1:2", gone)).listed())
                    .containsOnlyKeys("127.0.0.1:1");
        }
    }

    @Nested
    class Drifts {

        @Test
        void everyDrift_isListedInTheOrderOfAddresses() {
            LiveInstances instances = of(
                    Listed.at(2, describing("version=v1", Map.of("version", "v2"))),
                    Listed.at(3, describing("version=v1", Map.of("version", "v1"))),
                    Listed.at(1, describing("version=v1", Map.of())));

            assertThat(instances.drifts("demo-provider"))
                    .containsExactly(
                            new LabelDrift("demo-provider", "127.0.0.1:1", "version", "v1", ""),
                            new LabelDrift("demo-provider", "127.0.0.1:2", "version", "v1", "v2"));
        }

        @Test
        void severalProtocols_driftOnce() {
            assertThat(of(Listed.at(20_880, Map.of("dubbo.endpoints", TWO_PROTOCOLS, "dubbo.gray-own.1", "version=v1")))
                            .drifts("demo-provider"))
                    .hasSize(1);
        }
    }

    @Nested
    class LoadParts {

        @Test
        void part_isAskedForEachInstance() {
            LiveInstances instances = LiveInstances.of(
                    List.of(Listed.at(1, 4.0), Listed.at(2, 4.0)), instance -> instance.port() == 1 ? 0.5 : 1);

            assertThat(instances.listed().values())
                    .extracting(LiveInstance::weight)
                    .containsExactly(2.0, 4.0);
        }
    }

    private static LiveInstances of(RegisteredInstance... listed) {
        return LiveInstances.of(List.of(listed), instance -> 1);
    }
}
