package io.github.dubbogray.router.publish;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.router.testing.Throwables;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("D4: whatever is thrown, calls pass and threads go on")
class AnyThrowableTest {

    @AfterEach
    void takeBackTheInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void removedLabels_doNotEndDubbosNotification(Throwable thrown) {
        ServiceInstance instance = new DefaultServiceInstance(PROVIDER, "127.0.0.1", 1, null) {
            private static final long serialVersionUID = 1;

            @Override
            public Map<String, String> getMetadata() {
                throw Throwables.sneaky(thrown);
            }
        };

        assertThatCode(() -> new RemovedLabels().customize(List.of(instance))).doesNotThrowAnyException();
        Throwables.assertInterrupted(thrown);
    }
}
