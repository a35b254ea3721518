package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
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
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> addresses(consumer, "near").equals(members(herd, 0, 1)));
            assertThat(addresses(consumer, "cluster=sh")).isEqualTo(members(herd, 2, 3));
            assertThat(addresses(consumer, "stable")).isEqualTo(members(herd, 2, 3, 4));

            herd.put(herd.member(1, "version=v1,cluster=sh").inCluster("hz"));
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> addresses(consumer, "near").equals(members(herd, 0)));
        }
    }

    @Test
    @DisplayName("E8: consumers of a registry group see the providers of that group, and nobody else does")
    void registryGroup_seesItsOwn(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet);
                Lab blue = lab.inGroup("blue")) {
            lab.provider("everybody", "version=v1");
            blue.provider("blue-v1", "version=v1");
            blue.provider("blue-v2", "version=v2,env=gray");
            ProbeConsumer inside = blue.consumer("inside");
            ProbeConsumer outside = lab.consumer("outside");
            assertThat(instances(inside, "stable")).containsExactly("blue-v1");
            assertThat(instances(inside, "version=v2")).containsExactly("blue-v2");
            assertThat(instances(outside, "stable")).containsExactly("everybody");
            assertThat(instances(outside, "version=v2")).containsExactly("everybody");

            blue.weigh(blue.provider("blue-v3", "version=v3"), 0);
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> instances(inside, "version=v3").equals(Set.of("blue-v1")));
        }
    }

    private static Set<String> members(Herd herd, int... numbers) {
        return Arrays.stream(numbers).mapToObj(herd::address).collect(Collectors.toSet());
    }

    private static Set<String> addresses(ProbeConsumer consumer, String tag) {
        return Calls.countAddresses(200, call -> consumer.tagged(tag)).keySet();
    }

    private static Set<String> instances(ProbeConsumer consumer, String tag) {
        return Calls.count(200, call -> consumer.tagged(tag)).keySet();
    }
}
