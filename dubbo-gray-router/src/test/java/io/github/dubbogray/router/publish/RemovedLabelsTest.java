package io.github.dubbogray.router.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.registry.client.metadata.ServiceInstanceNotificationCustomizer;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I1: a removed label takes effect without a restart")
class RemovedLabelsTest {

    private final RemovedLabels removed = new RemovedLabels();

    @Test
    void extensionLoader_knowsIt() {
        FrameworkModel framework = new FrameworkModel();
        try {
            assertThat(framework
                            .newApplication()
                            .getExtensionLoader(ServiceInstanceNotificationCustomizer.class)
                            .getSupportedExtensionInstances())
                    .hasAtLeastOneElementOfType(RemovedLabels.class);
        } finally {
            framework.destroy();
        }
    }

    @Test
    void withoutIt_dubboTakesTheInstanceForUnchanged() {
        assertThat(instance("demo-provider", Map.of("a", "1")))
                .as("the trap that this class is about")
                .isEqualTo(instance("demo-provider", Map.of("a", "1", "gray.version", "v2")));
    }

    @Test
    void removedLabel_changesTheInstance() {
        ServiceInstance before = notified(instance("demo-provider", Map.of("a", "1", "gray.version", "v2")));
        ServiceInstance after = notified(instance("demo-provider", Map.of("a", "1")));

        assertThat(after).isNotEqualTo(before);
        assertThat(after.getMetadata()).isEqualTo(Map.of("a", "1", "gray.version", ""));
    }

    @Test
    void sameAgain_isUnchanged() {
        notified(instance("demo-provider", Map.of("gray.version", "v2")));
        ServiceInstance once = notified(instance("demo-provider", Map.of("a", "1")));
        ServiceInstance again = notified(instance("demo-provider", Map.of("a", "1")));

        assertThat(again).isEqualTo(once);
        assertThat(once).isEqualTo(again);
    }

    @Test
    void labelOfANeighbour_isEmptyOnTheOthersToo() {
        DefaultServiceInstance gray = instance("demo-provider", Map.of("gray.version", "v2"));
        DefaultServiceInstance stable = instance("demo-provider", Map.of());

        removed.customize(List.of(stable, gray));

        assertThat(stable.getMetadata()).isEqualTo(Map.of("gray.version", ""));
        assertThat(gray.getMetadata()).isEqualTo(Map.of("gray.version", "v2"));
    }

    @Test
    void labelOfAnotherApplication_isNone() {
        notified(instance("other-provider", Map.of("gray.version", "v2")));

        assertThat(notified(instance("demo-provider", Map.of())).getMetadata()).isEmpty();
    }

    @Test
    void keysThatAreNewEachTime_areNotKeptForEver() {
        for (int build = 0; build < 1_000; build++) {
            notified(instance("demo-provider", Map.of("gray.build-" + build, "yes")));
        }

        assertThat(notified(instance("demo-provider", Map.of("gray.version", "v2")))
                        .getMetadata())
                .hasSize(RemovedLabels.MOST_REMOVED + 1)
                .containsEntry("gray.version", "v2")
                .containsEntry("gray.build-999", "")
                .doesNotContainKey("gray.build-0");
    }

    @Test
    void keyThatIsInUse_isKeptHoweverManyOthersGo() {
        for (int build = 0; build < 1_000; build++) {
            notified(instance("demo-provider", Map.of("gray.version", "v2", "gray.build-" + build, "yes")));
        }

        assertThat(notified(instance("demo-provider", Map.of())).getMetadata()).containsEntry("gray.version", "");
    }

    @Test
    void mapOfTheRegistryClient_isCopiedNotChanged() {
        Map<String, String> cached = new HashMap<>(Map.of("a", "1"));
        DefaultServiceInstance instance = instance("demo-provider", Map.of());
        instance.setMetadata(cached);

        removed.customize(List.of(instance("demo-provider", Map.of("gray.version", "v2")), instance));

        assertThat(cached).isEqualTo(Map.of("a", "1"));
        assertThat(instance.getMetadata()).isNotSameAs(cached).isEqualTo(Map.of("a", "1", "gray.version", ""));
    }

    @Test
    void noInstances_isNothing() {
        List<ServiceInstance> none = new ArrayList<>();

        removed.customize(none);

        assertThat(none).isEmpty();
    }

    private ServiceInstance notified(DefaultServiceInstance instance) {
        removed.customize(List.of(instance));
        return instance;
    }

    private static DefaultServiceInstance instance(String application, Map<String, String> metadata) {
        DefaultServiceInstance instance = new DefaultServiceInstance(application, "127.0.0.1", 20880, null);
        instance.setMetadata(new HashMap<>(metadata));
        return instance;
    }
}
