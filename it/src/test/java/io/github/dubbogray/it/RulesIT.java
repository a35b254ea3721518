package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeAnswer;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rule language on real calls (seed rows E1, E2, E29, E40, E50, E61). */
@ExtendWith(FleetExtension.class)
class RulesIT {

    private static final int CALLS = 60;

    @Test
    @DisplayName("R2: users, devices, arguments, alternatives and the caller's labels choose the lane")
    void rules_seeTheWholeRequest(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(Texts.withRules("""
                    - id: users
                      when: { attachment.user-id: { in: ["1001", "1002"] } }
                      to: canary
                    - id: ids
                      when: { attachment.user-id: { range: { min: 5000, max: 5999 } } }
                      to: canary
                    - id: devices
                      when: { attachment.x-device-id: { prefix: ios-, not: ios-old } }
                      to: canary
                    - id: argument
                      when: { argument.0: { regex: "vip-[0-9]+", ignoreCase: true }, method: probe }
                      to: canary
                    - id: caller
                      when:
                        any:
                          - label.team: beta
                          - { attachment.user-type: [vip, staff], label.team: gamma }
                      to: canary
                    """));
            ProbeConsumer consumer = lab.consumer("rules", Map.of("dubbo.gray.labels", "team=gamma"));
            assertThat(instances(consumer, Map.of("user-id", "1001"))).containsExactly("v2");
            assertThat(instances(consumer, Map.of("user-id", "5999"))).containsExactly("v2");
            assertThat(instances(consumer, Map.of("user-id", "6000"))).containsExactly("v1");
            assertThat(instances(consumer, Map.of("x-device-id", "ios-17"))).containsExactly("v2");
            assertThat(instances(consumer, Map.of("x-device-id", "ios-old"))).containsExactly("v1");
            assertThat(consumer.call(Map.of(), "VIP-42").getInstance()).isEqualTo("v2");
            assertThat(consumer.call(Map.of(), "vip-").getInstance()).isEqualTo("v1");
            assertThat(instances(consumer, Map.of("user-type", "vip"))).containsExactly("v2");
            assertThat(instances(consumer, Map.of())).containsExactly("v1");
            ProbeConsumer beta = lab.consumer("rules-beta", Map.of("dubbo.gray.labels", "team=beta"));
            assertThat(instances(beta, Map.of())).containsExactly("v2");
        }
    }

    @Test
    @DisplayName(
            "P1, P4: three pairs select on all three and relax one by one; calls stay in the caller's region while it can serve")
    void pairsRelax_andRegionsKeepTheirCalls(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("bj-v1", "version=v1,region=bj,env=prod");
            lab.provider("sh-v1", "version=v1,region=sh,env=prod");
            Lab.Instance gray = lab.provider("sh-v2", "version=v2,region=sh,env=gray");
            lab.publish(Texts.canary() + "prefer: [region]\n");
            ProbeConsumer consumer = lab.consumer("near", Map.of("dubbo.gray.labels", "region=sh"));

            assertThat(tagged(consumer, "region=sh,version=v2,env=gray")).containsExactly("sh-v2");
            assertThat(tagged(consumer, "region=bj,version=v1,env=gray")).containsExactly("bj-v1");
            assertThat(instances(consumer, Map.of())).containsExactly("sh-v1");
            ProbeConsumer elsewhere = lab.consumer("far", Map.of("dubbo.gray.labels", "region=gz"));
            assertThat(instances(elsewhere, Map.of())).containsExactlyInAnyOrder("bj-v1", "sh-v1");

            gray.end();
            await().atMost(Busy.stretched(Duration.ofSeconds(5)))
                    .ignoreExceptions()
                    .until(() ->
                            tagged(consumer, "region=sh,version=v2,env=gray").equals(Set.of("sh-v1")));
        }
    }

    @Test
    @DisplayName("R3: a lane with carry: false is not carried to the next hop")
    void localLane_isNotCarried(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("backend", "backend-v1", "version=v1", Map.of("probe.backend", "true"));
            lab.provider("backend", "backend-v2", "version=v2,tag=canary", Map.of("probe.backend", "true"));
            lab.provider(Lab.APPLICATION, "front-v1", "version=v1", Map.of("probe.relays", "true"));
            lab.provider(Lab.APPLICATION, "front-v2", "version=v2,env=gray", Map.of("probe.relays", "true"));
            lab.publish(Texts.canary() + "    carry: false\nrules:\n  - { id: all, to: canary }\n");
            ProbeConsumer consumer = lab.consumer("local");
            List<ProbeAnswer> answers = consumer.relay(Map.of(), "local");
            assertThat(answers).extracting(ProbeAnswer::getInstance).containsExactly("front-v2", "backend-v1");
            assertThat(answers).extracting(ProbeAnswer::getTag).containsExactly("", "");
            List<ProbeAnswer> tagged = consumer.relay(Map.of("x-gray-tag", "canary"), "carried");
            assertThat(tagged).extracting(ProbeAnswer::getInstance).containsExactly("front-v2", "backend-v2");
        }
    }

    private static Set<String> instances(ProbeConsumer consumer, Map<String, String> attachments) {
        return Calls.count(CALLS, call -> consumer.call(attachments)).keySet();
    }

    private static Set<String> tagged(ProbeConsumer consumer, String tag) {
        return instances(consumer, Map.of("x-gray-tag", tag));
    }
}
