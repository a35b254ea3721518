package io.github.dubbogray.it.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.LinkConsumer;
import io.github.dubbogray.it.lab.LinkProvider;
import io.github.dubbogray.it.lab.LinkStorm;
import io.github.dubbogray.it.lab.Pinning;
import io.github.dubbogray.it.lab.Threads;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** R5 on virtual threads: those of Dubbo's own pool, of the provider's and of the caller's executor, beside platform threads. */
@ExtendWith(FleetExtension.class)
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"dubbo", "tri"})
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsIT {

    private static final int WARM_UP = 2_000;
    private static final int CALLS = 10_000;

    @Parameter
    private String protocol;

    @Test
    @DisplayName("10 000 mixed calls, platform threads")
    void platformThreads_loseNoTagAndLeaveNone(Fleet fleet) throws Exception {
        check(Threads.PLATFORM, fleet);
    }

    @Test
    @DisplayName("10 000 mixed calls, virtual threads")
    void virtualThreads_loseNoTagAndLeaveNone(Fleet fleet) throws Exception {
        check(Threads.VIRTUAL, fleet);
    }

    private void check(Threads threads, Fleet fleet) throws Exception {
        try (Lab lab = chain(threads, fleet);
                Pinning pinning = Pinning.watch();
                LinkConsumer consumer = LinkConsumer.start("virtual", lab);
                LinkStorm storm = new LinkStorm(
                        consumer,
                        protocol.equals("tri") ? LinkStorm.Streams.BOTH_WAYS : LinkStorm.Streams.NONE,
                        threads)) {
            assertThat(storm.make(WARM_UP)).isEmpty();
            pinning.ofOurs(); // a class that is loaded with its first use pins, whoever uses it
            consumer.service().pinned();
            assertThat(storm.make(CALLS)).isEmpty();
            await().untilAsserted(() -> assertThat(storm.missingOneWayCalls()).isEmpty());
            assertThat(storm.leaks()).isEmpty();
            assertThat(consumer.service().leaks()).isEmpty();
            assertThat(pinning.ofOurs()).isEmpty();
            assertThat(consumer.service().pinned()).isEmpty();
        }
    }

    private Lab chain(Threads threads, Fleet fleet) {
        Lab lab = Lab.open(fleet, protocol, Discovery.APPLICATION);
        Map<String, String> backend = Map.of("probe.backend", "true");
        lab.provider("backend", "backend-v1", "version=v1", backend);
        lab.provider("backend", "backend-v2", "version=v2,env=gray", backend);
        lab.publish("backend", """
                apiVersion: dubbo-gray/v1
                application: backend
                lanes:
                  canary: { labels: { version: v2 } }
                """);
        lab.alone(LinkProvider.class, "front", "front", "version=v1", Map.of(Threads.PROPERTY, threads.name()));
        return lab;
    }
}
