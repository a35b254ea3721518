package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.Load;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.NacosInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls near their caller, while somebody is there (seed row E49). */
@ExtendWith(FleetExtension.class)
class RegionIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    @DisplayName("E49: calls stay in the region, spill over when it is emptied by weight or by switch, return when it "
            + "is back, and none fails")
    void emptiedRegion_spillsOverAndReturns(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            List<NacosInstance> east =
                    List.of(herd.member(0, "version=v1,region=east"), herd.member(1, "version=v1,region=east"));
            List<NacosInstance> west =
                    List.of(herd.member(2, "version=v1,region=west"), herd.member(3, "version=v1,region=west"));
            herd.put(east);
            herd.put(west);
            lab.publish(Texts.canary() + "prefer: [region]\n");
            ProbeConsumer consumer = lab.consumer("east", Map.of("dubbo.gray.labels", "region=east"));
            awaitServedBy(consumer, east);
            try (Load load = Load.of(consumer::untagged)) {
                List<UnaryOperator<NacosInstance>> ways =
                        List.of(instance -> instance.withWeight(0), NacosInstance::switchedOff);
                for (UnaryOperator<NacosInstance> way : ways) {
                    herd.put(east.stream().map(way).toList());
                    awaitServedBy(consumer, west);
                    herd.put(east);
                    awaitServedBy(consumer, east);
                }
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    private static void awaitServedBy(ProbeConsumer consumer, List<NacosInstance> region) {
        Set<String> addresses =
                Set.copyOf(region.stream().map(NacosInstance::address).toList());
        await().atMost(Busy.stretched(LIMIT))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Calls.countAddresses(200, call -> consumer.untagged())
                        .keySet()
                        .equals(addresses));
    }
}
