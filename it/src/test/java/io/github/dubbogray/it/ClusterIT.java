package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clusters and groups of the registry (seed row E8). */
@ExtendWith(FleetExtension.class)
class ClusterIT {

    private static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: %s
            lanes:
              near: { labels: { cluster: hz } }
            """.formatted(Lab.APPLICATION);

    @Test
    @DisplayName("E8: a Nacos cluster counts as the label of that name, unless the instance has one itself")
    void cluster_isALabel(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            herd.put(
                    herd.member(0, "version=v1").inCluster("hz"),
                    herd.member(1, "version=v1").inCluster("hz"),
                    herd.member(2, "version=v1").inCluster("sh"),
                    herd.member(3, "version=v1,cluster=sh").inCluster("hz"),
                    herd.member(4, "version=v1"));
            lab.publish(DOCUMENT);
            ProbeConsumer consumer = lab.consumer("cluster");
            await().atMost(Busy.stretched(Duration.ofSeconds(2)))
                    .until(() -> addresses(consumer, "near").equals(members(herd, 0, 1)));
            assertThat(addresses(consumer, "cluster=sh")).isEqualTo(members(herd, 2, 3));
            assertThat(addresses(consumer, "stable")).isEqualTo(members(herd, 2, 3, 4));

            herd.put(herd.member(1, "version=v1,cluster=sh").inCluster("hz"));
            await().atMost(Busy.stretched(Duration.ofSeconds(2)))
                    .until(() -> addresses(consumer, "near").equals(members(herd, 0)));
        }
    }

    @Test
    @DisplayName("E8: consumers of a registry group see the providers of that group, and nobody else does")
    void registryGroup_seesItsOwn(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet);
                Lab blue = lab.inGroup("blue")) {
            Herd outer = lab.herd();
            Herd inner = blue.herd();
            outer.put(outer.member(0, "version=v1"));
            inner.put(inner.member(0, "version=v1"), inner.member(1, "version=v2,env=gray"));
            ProbeConsumer outside = lab.consumer("outside");
            ProbeConsumer inside = blue.consumer("inside");
            assertThat(addresses(outside, "version=v2")).isEqualTo(members(outer, 0));
            assertThat(addresses(inside, "stable")).isEqualTo(members(inner, 0));
            assertThat(addresses(inside, "version=v2")).isEqualTo(members(inner, 1));

            inner.put(inner.member(1, "version=v2,env=gray").withWeight(0));
            await().atMost(Busy.stretched(Duration.ofSeconds(2)))
                    .until(() -> addresses(inside, "version=v2").equals(members(inner, 0)));
        }
    }

    private static Set<String> members(Herd herd, int... numbers) {
        return Arrays.stream(numbers).mapToObj(herd::address).collect(Collectors.toSet());
    }

    private static Set<String> addresses(ProbeConsumer consumer, String tag) {
        return Calls.countAddresses(200, call -> consumer.tagged(tag)).keySet();
    }
}
