package io.github.dubbogray.it.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeAnswer;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.dubbo.common.Version;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core of what users rely on, short enough for every row of the matrix: two fronts and two backends, in processes of
 * their own. Each test is a column of {@code docs/compatibility.md} and leaves the system as it found it.
 */
@ExtendWith(FleetExtension.class)
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"dubbo", "tri"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompatibilityIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CALLS = 60;

    /** One of the application's own knows no weights but that 0 means out. */
    private static final String LOAD_BALANCER = System.getProperty("compat.loadbalance", "gray");

    private static final int WEIGHED_CALLS = 400;
    private static final String BACKEND = "probe-backend";
    private static final Map<String, String> UNTAGGED = Map.of();
    private static final Map<String, String> EVERY_FRONT = Map.of("x-gray-tag", "role=front");

    private static Lab lab;
    private static ProbeConsumer consumer;
    private static Lab.Instance v1;

    @Parameter
    private String protocol;

    @BeforeParameterizedClassInvocation
    static void start(String protocol, Fleet fleet) throws Exception {
        String asked = System.getProperty("compat.dubbo", Version.getVersion());
        assertThat(Version.getVersion()).as("the Dubbo on the class path").isEqualTo(asked);
        lab = Lab.open(fleet, protocol, Discovery.APPLICATION);
        v1 = lab.together(List.of(() -> front("v1", "version=v1,role=front"), () -> backend("b1", "version=v1")))
                .get(0);
        lab.together(List.of(
                () -> front("v2", "version=v2,env=gray,role=front"), () -> backend("b2", "version=v2,env=gray")));
        consumer = lab.consumer("compatibility", Map.of("dubbo.consumer.loadbalance", LOAD_BALANCER));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        lab.close();
    }

    @Test
    @Order(1)
    @DisplayName("first light")
    void withoutADocument_labelsAndTagsSteer() {
        assertThat(served(UNTAGGED)).as(protocol).containsExactly("v1");
        assertThat(served(tag("version=v2"))).containsExactly("v2");
        assertThat(served(tag("version=v1"))).containsExactly("v1");
        assertThat(consumer.call(tag("version=v2")).getTag()).isEqualTo("version=v2");
    }

    @Test
    @Order(2)
    @DisplayName("push")
    void document_isInForceAndOver() {
        lab.publish("""
                apiVersion: dubbo-gray/v1
                application: probe-provider
                lanes:
                  canary: { labels: { version: v2 } }
                rules:
                  - { id: qa, when: { attachment.x-user-type: qa }, to: canary }
                """);
        eventually(() -> served(tag("canary")).equals(Set.of("v2")));
        assertThat(served(Map.of("x-user-type", "qa"))).containsExactly("v2");
        assertThat(served(UNTAGGED)).containsExactly("v1");

        lab.publish("""
                apiVersion: dubbo-gray/v1
                application: probe-provider
                lanes:
                  canary: { labels: { version: v2 } }
                """);
        eventually(() -> served(Map.of("x-user-type", "qa")).equals(Set.of("v1")));
    }

    @Test
    @Order(3)
    @DisplayName("labels")
    void editedLabel_counts() {
        lab.edit(v1, Map.of("gray.version", "v2"));
        eventually(() -> served(tag("canary")).equals(Set.of("v1", "v2")));
        lab.takeBack(v1, "gray.version");
        eventually(() -> served(tag("canary")).equals(Set.of("v2")));
    }

    @Test
    @Order(4)
    @DisplayName("weights")
    void editedWeight_counts() {
        if (LOAD_BALANCER.equals("gray")) {
            lab.weigh(v1, 0.25);
            eventually(() -> isBetween(0.1, 0.3, shareOfV1()));
        }
        lab.weigh(v1, 0);
        eventually(() -> served(EVERY_FRONT).equals(Set.of("v2")));
        lab.weigh(v1, 1);
        eventually(() -> isBetween(0.4, 0.6, shareOfV1()));
    }

    @Test
    @Order(5)
    @DisplayName("full link")
    void tag_goesOnToTheNextHop() {
        lab.publish(BACKEND, """
                apiVersion: dubbo-gray/v1
                application: probe-backend
                lanes:
                  canary: { labels: { version: v2 } }
                """);
        eventually(() -> hops(tag("canary")).equals(List.of("v2", "b2")));
        for (int i = 0; i < CALLS; i++) {
            assertThat(hops(tag("canary"))).containsExactly("v2", "b2");
            assertThat(hops(UNTAGGED)).containsExactly("v1", "b1");
        }
    }

    @Test
    @Order(6)
    @DisplayName("refusal")
    void strictLaneWithoutInstances_isRefused() {
        lab.publish("""
                apiVersion: dubbo-gray/v1
                application: probe-provider
                lanes:
                  canary: { labels: { version: v9 }, fallback: [] }
                """);
        eventually(() -> isRefused("canary"));
        assertThatThrownBy(() -> consumer.call(tag("canary")))
                .isInstanceOf(GrayRefusedException.class)
                .hasMessageContaining("lane canary has 0 of 0 instances present");
        assertThat(served(UNTAGGED)).containsExactly("v1");
    }

    @Test
    @Order(7)
    @DisplayName("health")
    void laneThatIsWorseThanItMayBe_isLeft() {
        lab.publish("""
                apiVersion: dubbo-gray/v1
                application: probe-provider
                lanes:
                  canary: { labels: { version: v2 }, health: { slowerThan: 1ms, slowPercent: 1, openFor: 1h } }
                """);
        eventually(() -> hops(tag("canary")).get(0).equals("v2"));
        eventually(() -> Set.copyOf(
                        Calls.make(CALLS, call -> hops(tag("canary")).get(0)).values())
                .equals(Set.of("v1")));
    }

    private static Lab.Instance front(String name, String labels) {
        return lab.provider(Lab.APPLICATION, name, labels, properties("probe.relays"));
    }

    private static Lab.Instance backend(String name, String labels) {
        return lab.provider(BACKEND, name, labels, properties("probe.backend"));
    }

    private static Map<String, String> properties(String role) {
        Map<String, String> properties = new HashMap<>(Lab.STEADY);
        properties.put(role, "true");
        return properties;
    }

    private static Map<String, String> tag(String tag) {
        return Map.of("x-gray-tag", tag);
    }

    private static Set<String> served(Map<String, String> attachments) {
        return Calls.count(CALLS, call -> consumer.call(attachments)).keySet();
    }

    private static List<String> hops(Map<String, String> attachments) {
        return consumer.relay(attachments, "relay").stream()
                .map(ProbeAnswer::getInstance)
                .toList();
    }

    private static double shareOfV1() {
        Map<String, Integer> counts = Calls.count(WEIGHED_CALLS, call -> consumer.call(EVERY_FRONT));
        return (double) counts.getOrDefault("v1", 0) / WEIGHED_CALLS;
    }

    private static boolean isBetween(double least, double most, double value) {
        return least <= value && value <= most;
    }

    private static boolean isRefused(String tag) {
        try {
            consumer.tagged(tag);
            return false;
        } catch (GrayRefusedException e) {
            return true;
        }
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(LIMIT).ignoreExceptions().until(condition);
    }
}
