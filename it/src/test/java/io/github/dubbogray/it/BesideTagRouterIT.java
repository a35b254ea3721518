package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.ConfigId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside Dubbo's own routers, which are asked after ours: what they take away counts as absent. */
@ExtendWith(FleetExtension.class)
class BesideTagRouterIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int CALLS = 100;
    private static final ConfigId TAG_RULE = new ConfigId(Lab.APPLICATION + ".tag-router", "dubbo");
    private static final ConfigId CONDITION_RULE = new ConfigId(Lab.APPLICATION + ".condition-router", "dubbo");

    /** A rule that tags every instance, whatever its address. */
    private static final String EVERYBODY_IS_RED = """
            force: false
            runtime: true
            enabled: true
            key: probe-provider
            tags:
              - name: red
                addresses: ["*"]
            """;

    /** A rule that leaves nobody. */
    private static final String NOBODY = """
            configVersion: v3.0
            scope: application
            force: true
            runtime: true
            enabled: true
            key: probe-provider
            conditions:
              - "method=probe => "
            """;

    static List<Arguments> systems() {
        return List.of(Arguments.of("dubbo", Discovery.APPLICATION), Arguments.of("tri", Discovery.INTERFACE));
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("systems")
    @DisplayName("P1, P2, P3: what Dubbo's routers take away counts as absent, and a refusal says who it was")
    void takenInstances_countAsAbsent(String protocol, Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, protocol, discovery)) {
            lab.provider("v1", "version=v1");
            lab.provider(Lab.APPLICATION, "v2", "version=v2,env=gray", Map.of("dubbo.provider.tag", "blue"));
            lab.publish(Texts.canary());
            ProbeConsumer beside = lab.consumer("beside");
            ProbeConsumer alone = lab.consumer("alone", Map.of("dubbo.consumer.router", "-tag"));
            within2Seconds(() -> servedBy(alone, Map.of("x-gray-tag", "canary")).equals(Set.of("v2")));

            // A tag of Dubbo's own on the lane.
            assertThat(servedBy(beside, Map.of("x-gray-tag", "canary"))).containsExactly("v1");
            assertThat(servedBy(beside, Map.of("x-gray-tag", "canary", "dubbo.tag", "blue")))
                    .containsExactly("v2");
            assertThat(servedBy(beside, Map.of())).containsExactly("v1");
            assertThat(servedBy(beside, Map.of("dubbo.tag", "blue"))).containsExactly("v1");
            assertThat(refusal(beside, Map.of("dubbo.tag", "blue", "dubbo.force.tag", "true")))
                    .contains("all instances of lane stable were taken away by")
                    .contains("dubbo.consumer.router=-tag");

            lab.publish(Texts.strict());
            within2Seconds(
                    () -> !refusal(beside, Map.of("x-gray-tag", "canary")).isEmpty());
            assertThat(refusal(beside, Map.of("x-gray-tag", "canary")))
                    .startsWith("no instance of probe-provider may serve tag 'canary': lane canary has 0 of 1 instances"
                            + " present, needs 1; the instances that carry dubbo.tag were taken away by Dubbo's tag router (which"
                            + " dubbo.consumer.router=-tag switches off)");

            // A rule of Dubbo's own on everybody.
            lab.admin().publishConfig(TAG_RULE, EVERYBODY_IS_RED);
            within2Seconds(() -> !refusal(beside, Map.of()).isEmpty());
            assertThat(refusal(beside, Map.of())).contains("all instances of lane stable were taken away by");
            assertThat(servedBy(alone, Map.of())).containsExactly("v1");
            lab.admin().deleteConfig(TAG_RULE);
            within2Seconds(() -> servedBy(beside, Map.of()).equals(Set.of("v1")));

            // A condition that leaves nobody, for both consumers.
            lab.admin().publishConfig(CONDITION_RULE, NOBODY);
            within2Seconds(() -> !refusal(alone, Map.of()).isEmpty());
            assertThat(refusal(alone, Map.of())).contains("all instances of lane stable were taken away by");
            lab.admin().deleteConfig(CONDITION_RULE);
            within2Seconds(() -> servedBy(alone, Map.of()).equals(Set.of("v1")));
        }
    }

    private static Set<String> servedBy(ProbeConsumer consumer, Map<String, String> attachments) {
        return Calls.count(CALLS, call -> consumer.call(attachments)).keySet();
    }

    /** Returns why a call is refused; empty if it is not. */
    private static String refusal(ProbeConsumer consumer, Map<String, String> attachments) {
        try {
            consumer.call(attachments);
            return "";
        } catch (GrayRefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static void within2Seconds(Callable<Boolean> condition) {
        await().atMost(Busy.stretched(LIMIT))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(condition);
    }
}
