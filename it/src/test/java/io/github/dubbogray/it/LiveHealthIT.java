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
import io.github.dubbogray.nacos.NacosInstance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switches and health of the registry in force on running consumers (seed rows E16, E20, E22). */
@ExtendWith(FleetExtension.class)
class LiveHealthIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration REGISTRY_NOTICES = Duration.ofSeconds(60);
    private static final int SAMPLE = 200;

    @Test
    @DisplayName("E20: a provider that is switched off gets no call within 2 s, and returns when it is switched on; "
            + "E16: a frozen one is gone when Nacos notices, and returns")
    void switchedOffOrFrozen_getsNoCalls(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider(Lab.APPLICATION, "a", "version=v1", Lab.STEADY);
            Lab.Alone alone = lab.alone(Lab.APPLICATION, "b", "version=v1", Lab.STEADY);
            Lab.Instance second = alone.instance();
            ProbeConsumer consumer = lab.consumer("switches");
            assertThat(instances(consumer)).containsExactlyInAnyOrder("a", "b");

            lab.disable(second);
            within2Seconds(() -> instances(consumer).equals(Set.of("a")));
            lab.enable(second);
            within2Seconds(() -> instances(consumer).equals(Set.of("a", "b")));

            alone.process().freeze();
            await().atMost(REGISTRY_NOTICES).until(() -> lab.registered(second).isEmpty());
            within2Seconds(() -> instances(consumer).equals(Set.of("a")));
            alone.process().thaw();
            await().atMost(REGISTRY_NOTICES)
                    .ignoreExceptions()
                    .until(() -> instances(consumer).equals(Set.of("a", "b")));
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(Discovery.class)
    @DisplayName("E16, E22: an unhealthy instance leaves within 2 s and returns; an unhealthy lane falls back; where "
            + "nobody is healthy, the unhealthy serve rather than nobody")
    void unhealthy_leaveWhileHealthyOnesCanServe(Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "dubbo", discovery)) {
            Herd herd = lab.herd(Herd.Kind.PERSISTENT);
            List<NacosInstance> stable = IntStream.range(0, 3)
                    .mapToObj(number -> herd.member(number, "version=v1"))
                    .toList();
            List<NacosInstance> canary = IntStream.range(3, 5)
                    .mapToObj(number -> herd.member(number, "version=v2,env=gray"))
                    .toList();
            herd.put(stable);
            herd.put(canary);
            lab.publish(Texts.canary());
            ProbeConsumer consumer = lab.consumer("health");
            within2Seconds(() -> addresses(consumer, "canary").equals(addressesOf(canary)));
            assertThat(addresses(consumer, "stable")).isEqualTo(addressesOf(stable));

            herd.put(stable.get(0).inBadHealth());
            within2Seconds(() -> addresses(consumer, "stable").equals(addressesOf(stable.subList(1, 3))));
            herd.put(stable.get(0));
            within2Seconds(() -> addresses(consumer, "stable").equals(addressesOf(stable)));

            herd.put(canary.stream().map(NacosInstance::inBadHealth).toList());
            within2Seconds(() -> addresses(consumer, "canary").equals(addressesOf(stable)));

            herd.put(stable.stream().map(NacosInstance::inBadHealth).toList());
            within2Seconds(() -> addresses(consumer, "canary").equals(addressesOf(canary)));
            assertThat(addresses(consumer, "stable")).isEqualTo(addressesOf(stable));

            herd.put(stable);
            within2Seconds(() -> addresses(consumer, "canary").equals(addressesOf(stable)));
            herd.put(canary);
            within2Seconds(() -> addresses(consumer, "canary").equals(addressesOf(canary)));
        }
    }

    @Test
    @DisplayName("E22: below the protection threshold of the service, Nacos says of all that they are healthy")
    void belowProtectionThreshold_unhealthyOnesServe(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd(Herd.Kind.PERSISTENT);
            NacosInstance well = herd.member(1, "version=v1");
            herd.put(herd.member(0, "version=v1").inBadHealth(), well);
            ProbeConsumer consumer = lab.consumer("protection");
            soon(() -> addresses(consumer, "stable").equals(Set.of(herd.address(1))));

            // A threshold takes effect with the next change of an instance.
            herd.services().forEach(service -> lab.admin().protect(service, 0.8));
            herd.put(well.withWeight(2));
            soon(() -> addresses(consumer, "stable").equals(Set.of(herd.address(0), herd.address(1))));
            herd.services().forEach(service -> lab.admin().protect(service, 0));
            herd.put(well);
            soon(() -> addresses(consumer, "stable").equals(Set.of(herd.address(1))));
        }
    }

    private static Set<String> addressesOf(List<NacosInstance> instances) {
        return Set.copyOf(instances.stream().map(NacosInstance::address).toList());
    }

    private static Set<String> instances(ProbeConsumer consumer) {
        return Calls.count(SAMPLE, call -> consumer.untagged()).keySet();
    }

    private static Set<String> addresses(ProbeConsumer consumer, String tag) {
        return Calls.countAddresses(SAMPLE, call -> consumer.tagged(tag)).keySet();
    }

    private static void within2Seconds(Callable<Boolean> condition) {
        within(Busy.stretched(LIMIT), condition);
    }

    /** What Nacos does on its own terms. */
    private static void soon(Callable<Boolean> condition) {
        within(REGISTRY_NOTICES, condition);
    }

    private static void within(Duration limit, Callable<Boolean> condition) {
        await().atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(condition);
    }
}
