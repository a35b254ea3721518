package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.Load;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.observability.metrics.GrayMetrics;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.route.RoutedReference;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers that come and go while calls are made (seed rows E23, E71). */
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
                    await().atMost(Busy.stretched(LIMIT))
                            .until(() -> load.answers().containsKey(name));
                }
                while (running.size() > 1) {
                    running.removeLast().end();
                }
                await().atMost(Busy.stretched(LIMIT))
                        .until(() -> instances(consumer).equals(Set.of("p1")));
                System.out.println("scaled 2, 5, 1: " + load.answers() + ", failures " + load.failures());
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("E71: from a registration to the first good answer, here of a lane that gets nobody for 4 s, ± 0.5 s")
    void timeToService_isThatOfTheFirstGoodAnswer(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.publish(Texts.ramp("0"));
            provider(lab, "p1");
            ProbeConsumer consumer = lab.consumer("served");
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            GrayMetrics.of(consumer.application()).bindTo(registry);
            double seconds;
            try (Load load = Load.of(consumer::untagged)) {
                await().atMost(Busy.stretched(LIMIT)).until(() -> load.answers().containsKey("p1"));
                lab.provider(Lab.APPLICATION, "p2", "version=v2", Lab.STEADY);
                await().atMost(Busy.stretched(LIMIT)).until(() -> instancesOf(consumer) == 2);
                long came = System.nanoTime();
                TimeUnit.SECONDS.sleep(4);
                lab.publish(Texts.ramp("50"));
                await().atMost(Busy.stretched(LIMIT)).until(() -> load.answers().containsKey("p2"));
                seconds = (System.nanoTime() - came) / 1e9;
            }
            Timer timer = registry.get(Meter.TIME_TO_SERVICE.id())
                    .tags("application", Lab.APPLICATION, "lane", "canary", "version", "v2")
                    .timer();
            System.out.println(
                    "measured: time to service " + timer.totalTime(TimeUnit.SECONDS) + " s, of " + seconds + " s");
            assertThat(timer.count()).isEqualTo(1);
            assertThat(timer.totalTime(TimeUnit.SECONDS)).isGreaterThan(4).isCloseTo(seconds, within(0.5));
        }
    }

    private static int instancesOf(ProbeConsumer consumer) {
        return RoutedReference.of(consumer.application()).stream()
                .mapToInt(reference -> reference.instances().size())
                .max()
                .orElse(0);
    }

    private static Set<String> instances(ProbeConsumer consumer) {
        return Calls.count(100, call -> consumer.untagged()).keySet();
    }

    /** It says that it goes, and goes when consumers have heard that. */
    private static Lab.Instance provider(Lab lab, String name) {
        Map<String, String> properties = new HashMap<>(Lab.STEADY);
        properties.put("dubbo.service.shutdown.wait", "1000");
        return lab.alone(Lab.APPLICATION, name, "version=v1", properties).instance();
    }
}
