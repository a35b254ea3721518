package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.ProbeProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Weights that providers give themselves by their load (seed row E47). */
@ExtendWith(FleetExtension.class)
class DynamicWeightIT {

    /** A weight is published every 5 s at most, and consumers follow it over some seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final Map<String, String> HOT = Map.of("x-gray-tag", "slot=hot");

    @Test
    @DisplayName("E47: a provider under load loses more than half of its share, and gets it back afterwards")
    void loadedProvider_losesShareAndGetsItBack(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Map<String, String> dynamic = new HashMap<>(Lab.STEADY);
            dynamic.put("dubbo.gray.dynamic-weight", "true");
            Lab.Instance hot = lab.alone(Lab.APPLICATION, "hot", "version=v1,slot=hot", dynamic)
                    .instance();
            lab.provider(Lab.APPLICATION, "cool", "version=v1,slot=cool", Lab.STEADY);
            ProbeConsumer consumer = lab.consumer("dynamic", Map.of("dubbo.consumer.loadbalance", "gray"));
            awaitHotPerCool(consumer, 0.7, 1.4);

            consumer.call(HOT, ProbeProvider.BURN);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(lab.registered(hot))
                            .allSatisfy(instance -> assertThat(Integer.parseInt(
                                            instance.metadata().getOrDefault("dubbo.gray-load-weight", "100")))
                                    .isBetween(10, 50)));
            awaitHotPerCool(consumer, 0, 0.5);

            consumer.call(HOT, ProbeProvider.REST);
            awaitHotPerCool(consumer, 0.7, 1.4);
        }
    }

    private static void awaitHotPerCool(ProbeConsumer consumer, double atLeast, double atMost) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            Map<String, Integer> counts = Calls.count(400, call -> consumer.untagged());
            double ratio = (double) counts.getOrDefault("hot", 0) / counts.getOrDefault("cool", 1);
            return atLeast <= ratio && ratio <= atMost;
        });
    }
}
