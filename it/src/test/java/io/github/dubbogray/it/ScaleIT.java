package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.Load;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers that come and go while calls are made (seed row E23). */
@ExtendWith(FleetExtension.class)
class ScaleIT {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    @DisplayName("E23: from two providers to five and down to one under the load of four threads, no call fails; "
            + "providers stop in an orderly way and Dubbo retries as it does by default")
    void scaling_failsNoCall(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Deque<Lab.Instance> running = new ArrayDeque<>(List.of(provider(lab, "p1"), provider(lab, "p2")));
            ProbeConsumer consumer = lab.consumer("scale", Map.of("dubbo.consumer.loadbalance", "gray"));
            try (Load load = Load.of(consumer::untagged)) {
                for (String name : List.of("p3", "p4", "p5")) {
                    running.add(provider(lab, name));
                    await().atMost(LIMIT).until(() -> load.answers().containsKey(name));
                }
                while (running.size() > 1) {
                    running.removeLast().process().close();
                }
                await().atMost(LIMIT).until(() -> instances(consumer).equals(Set.of("p1")));
                System.out.println("scaled 2, 5, 1: " + load.answers() + ", failures " + load.failures());
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    private static Set<String> instances(ProbeConsumer consumer) {
        return Calls.count(100, call -> consumer.untagged()).keySet();
    }

    /** It says that it goes, and goes when consumers have heard that. */
    private static Lab.Instance provider(Lab lab, String name) {
        Map<String, String> properties = new HashMap<>(Lab.STEADY);
        properties.put("dubbo.service.shutdown.wait", "1000");
        return lab.provider(Lab.APPLICATION, name, "version=v1", properties);
    }
}
