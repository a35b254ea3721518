package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.Throwables;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
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
    void listOfTheRegistry_doesNotEndItsThread(Throwable thrown) {
        LiveService service = new LiveService(
                new RegistryService.OfApplication("demo-provider"),
                new Drifts(new GrayEvents(), new Meters(), System::nanoTime),
                System::nanoTime,
                Settled::of);
        service.follow(() -> {
            throw Throwables.sneaky(thrown);
        });

        assertThatCode(() -> service.takePushed(
                        NamingRegistry.of(URL.valueOf("nacos://127.0.0.1:8848"), "g"),
                        List.of(new RegisteredInstance("127.0.0.1", 1, 1, Standing.SERVING, "DEFAULT", Map.of()))))
                .doesNotThrowAnyException();
        Throwables.assertInterrupted(thrown);
    }
}
