package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.Load;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Relay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a consumer asks Nacos while it calls (seed row E15). */
@ExtendWith(FleetExtension.class)
class NacosRequestsIT {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    /** What clients ask now and then whatever they do, several times over; one request is some hundred bytes. */
    private static final long NOW_AND_THEN = 10_000;

    @Test
    @DisplayName("E15: what a consumer sends to Nacos does not grow with its calls")
    void calls_askNacosNothing(Fleet fleet) throws Exception {
        try (Relay relay = Relay.to(fleet.nacos().serverAddress());
                Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(Texts.ramp("10"));
            ProbeConsumer consumer = lab.consumer("requests", relay);
            assertThat(consumer.tagged("version=v2").getInstance()).isEqualTo("v2");
            assertThat(relay.sentBytes()).isPositive();

            long idle = sentDuringWindow(relay);
            try (Load load = Load.of(() -> consumer.call(Map.of("user-id", "user-" + System.nanoTime())))) {
                long busy = sentDuringWindow(relay);
                long calls = load.answers().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                System.out.println(
                        "to Nacos in 5 s: " + idle + " bytes without calls, " + busy + " bytes with " + calls);
                assertThat(load.failures()).isEmpty();
                assertThat(calls).isGreaterThan(500); // a request for every second of them would show
                assertThat(busy).isLessThan(idle + NOW_AND_THEN);
            }
        }
    }

    private static long sentDuringWindow(Relay relay) {
        long before = relay.sentBytes();
        await().pollDelay(WINDOW).atMost(WINDOW.multipliedBy(2)).until(() -> true);
        return relay.sentBytes() - before;
    }
}
