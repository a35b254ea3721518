package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights of the registry in force on running consumers (seed rows E5, E21, E48). */
@ExtendWith(FleetExtension.class)
class LiveWeightIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Map<String, String> GRAY = Map.of("dubbo.consumer.loadbalance", "gray");
    private static final int SAMPLE = 300;
    private static final int CALLS = 2_000;
    private static final int MANY = Size.of(30_000, 100_000);

    @ParameterizedTest(name = "by {0}")
    @EnumSource(Discovery.class)
    @DisplayName("E5: a weight that is edited is the share within 2 s; weight 0 gets no call from any load balancer")
    void editedWeight_isTheShare(Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "dubbo", discovery)) {
            lab.provider(Lab.APPLICATION, "a", "version=v1", Lab.STEADY);
            Lab.Instance second = lab.provider(Lab.APPLICATION, "b", "version=v1", Lab.STEADY);
            ProbeConsumer gray = lab.consumer("gray", GRAY);
            ProbeConsumer stock = lab.consumer("stock");
            Shares.assertShare(() -> sample(gray, CALLS), "b", 1.0 / 2);

            lab.weigh(second, 0.2);
            within2Seconds(() -> Shares.isShare(sample(gray, SAMPLE), "b", 1.0 / 6));
            Shares.assertShare(() -> sample(gray, CALLS), "b", 1.0 / 6);

            lab.weigh(second, 0);
            within2Seconds(() -> !sample(gray, SAMPLE).containsKey("b")
                    && !sample(stock, SAMPLE).containsKey("b"));
            assertThat(sample(gray, CALLS)).containsOnlyKeys("a");
            assertThat(sample(stock, CALLS)).containsOnlyKeys("a");

            lab.weigh(second, 1);
            within2Seconds(() -> Shares.isShare(sample(gray, SAMPLE), "b", 1.0 / 2));
            Shares.assertShare(() -> sample(gray, CALLS), "b", 1.0 / 2);
            assertThat(sample(stock, SAMPLE)).containsOnlyKeys("a", "b");
        }
    }

    @Test
    @DisplayName("E5, E37: where all of a lane has weight 0, its calls fall back, and come back with the weight")
    void laneOfWeightZero_fallsBack(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            herd.put(herd.member(0, "version=v1"), herd.member(1, "version=v2,env=gray"));
            lab.publish(Texts.canary());
            ProbeConsumer consumer = lab.consumer("lane");
            within2Seconds(() -> addresses(consumer, "canary", SAMPLE).keySet().equals(Set.of(herd.address(1))));

            herd.put(herd.member(1, "version=v2,env=gray").withWeight(0));
            within2Seconds(() -> addresses(consumer, "canary", SAMPLE).keySet().equals(Set.of(herd.address(0))));
            assertThat(fallbacks(consumer)).isGreaterThanOrEqualTo(SAMPLE);
            herd.put(herd.member(1, "version=v2,env=gray"));
            within2Seconds(() -> addresses(consumer, "canary", SAMPLE).keySet().equals(Set.of(herd.address(1))));
        }
    }

    @Test
    @DisplayName("E21, E48: 10:5 inside one version and 1:3 inside the other are exact over many calls; the stock "
            + "balancer gives 1:1")
    void weightsInsideAVersion_areExact(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            herd.put(
                    herd.member(0, "version=v1").withWeight(10),
                    herd.member(1, "version=v1").withWeight(5),
                    herd.member(2, "version=v2,env=gray").withWeight(1),
                    herd.member(3, "version=v2,env=gray").withWeight(3));
            lab.publish(Texts.canary());
            ProbeConsumer gray = lab.consumer("gray", GRAY);
            ProbeConsumer stock = lab.consumer("stock");
            within2Seconds(() -> Shares.isShare(addresses(gray, "stable", SAMPLE), herd.address(0), 2.0 / 3));

            long begin = System.nanoTime();
            SortedMap<String, Integer> stable = addresses(gray, "stable", MANY);
            SortedMap<String, Integer> canary = addresses(gray, "canary", MANY / 5);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.out.println(
                    "gray:  10:5 gave " + stable + ", 1:3 gave " + canary + " in " + took.toMillis() + " ms");
            assertExact(gray, "stable", stable, herd.address(0), 2.0 / 3);
            assertExact(gray, "canary", canary, herd.address(2), 1.0 / 4);

            SortedMap<String, Integer> equal = addresses(stock, "stable", CALLS);
            System.out.println("stock: 10:5 gave " + equal + ", 1:3 gave " + addresses(stock, "canary", CALLS));
            assertExact(stock, "stable", equal, herd.address(0), 1.0 / 2);
        }
    }

    private static void assertExact(
            ProbeConsumer consumer, String tag, Map<String, Integer> counts, String address, double share) {
        assertThat(counts).hasSize(2);
        if (!Shares.isShare(counts, address, share)) {
            Shares.assertShare(() -> addresses(consumer, tag, MANY / 5), address, share);
        }
    }

    private static SortedMap<String, Integer> sample(ProbeConsumer consumer, int calls) {
        return Calls.count(calls, call -> consumer.untagged());
    }

    private static SortedMap<String, Integer> addresses(ProbeConsumer consumer, String tag, int calls) {
        return Calls.countAddresses(calls, call -> consumer.tagged(tag));
    }

    private static long fallbacks(ProbeConsumer consumer) {
        return GrayApplication.of(consumer.application()).meters().value(Meter.PLACEMENTS, "outcome", "fell_back");
    }

    private static void within2Seconds(Callable<Boolean> condition) {
        await().atMost(Busy.stretched(LIMIT))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(condition);
    }
}
