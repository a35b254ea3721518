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
import io.github.dubbogray.it.lab.Relay;
import io.github.dubbogray.nacos.NacosInstance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab's own tools: what other tests find out with them is only as true as they are. */
@ExtendWith(FleetExtension.class)
class HerdIT {

    private static final int CALLS = 300;

    static List<Arguments> herds() {
        return List.of(
                Arguments.of(Discovery.APPLICATION, Herd.Kind.EPHEMERAL),
                Arguments.of(Discovery.INTERFACE, Herd.Kind.PERSISTENT));
    }

    @ParameterizedTest(name = "by {0}, {1}")
    @MethodSource("herds")
    @DisplayName("Members of a herd are called at their own addresses, follow their labels, leave and come back")
    void members_areInstancesLikeAnyOther(Discovery discovery, Herd.Kind kind, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "dubbo", discovery)) {
            Herd herd = lab.herd(kind);
            List<NacosInstance> five = IntStream.range(0, 5)
                    .mapToObj(number -> herd.member(number, "version=v1,slot=" + number))
                    .toList();
            herd.put(five);
            ProbeConsumer consumer = lab.consumer("herd");
            Set<String> all = five.stream().map(NacosInstance::address).collect(Collectors.toCollection(TreeSet::new));
            within5Seconds(() -> addresses(consumer, "").equals(all));
            for (NacosInstance one : five) {
                String slot = one.metadata().get("gray.slot");
                assertThat(addresses(consumer, "slot=" + slot)).containsExactly(one.address());
            }

            herd.remove(five.get(0));
            all.remove(five.get(0).address());
            within5Seconds(() -> addresses(consumer, "").equals(all));
            herd.put(herd.member(1, "version=v1,slot=one"));
            within5Seconds(() ->
                    addresses(consumer, "slot=one").equals(Set.of(five.get(1).address())));
            herd.put(five.get(2).switchedOff());
            all.remove(five.get(2).address());
            within5Seconds(() -> addresses(consumer, "").equals(all));
            herd.put(five.get(2), five.get(0));
            within5Seconds(() -> addresses(consumer, "").size() == 5);
            herd.put(five.get(3).inBadHealth().withWeight(0.5).inCluster("DEFAULT"));
            await().untilAsserted(() -> assertThat(herd.services())
                    .allSatisfy(service -> assertThat(lab.admin().instances(service))
                            .anySatisfy(instance -> {
                                assertThat(instance.address())
                                        .isEqualTo(five.get(3).address());
                                assertThat(instance.healthy()).isFalse();
                                assertThat(instance.weight()).isEqualTo(0.5);
                            })));
        }
    }

    @Test
    @DisplayName("A relay carries a consumer's traffic to Nacos and counts it")
    void relay_countsWhatConsumersSend(Fleet fleet) throws Exception {
        try (Relay relay = Relay.to(fleet.nacos().serverAddress());
                Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            ProbeConsumer consumer = lab.consumer("relayed", relay);
            assertThat(consumer.untagged().getInstance()).isEqualTo("v1");
            assertThat(relay.sentBytes()).isGreaterThan(1_000);
        }
    }

    private static Set<String> addresses(ProbeConsumer consumer, String tag) {
        return Set.copyOf(Calls.make(
                        CALLS,
                        call -> tag.isEmpty()
                                ? consumer.untagged().getAddress()
                                : consumer.tagged(tag).getAddress())
                .values());
    }

    private static void within5Seconds(Callable<Boolean> condition) {
        await().atMost(Busy.stretched(Duration.ofSeconds(5))).ignoreExceptions().until(condition);
    }
}
