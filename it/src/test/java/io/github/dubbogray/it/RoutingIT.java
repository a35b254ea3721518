package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
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

/** The main job with every protocol in both ways of discovery (seed rows E10, E17, E41). */
@ExtendWith(FleetExtension.class)
class RoutingIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int CALLS = 100;

    static List<Arguments> systems() {
        return List.of(
                Arguments.of("dubbo", Discovery.APPLICATION),
                Arguments.of("dubbo", Discovery.INTERFACE),
                Arguments.of("tri", Discovery.APPLICATION),
                Arguments.of("tri", Discovery.INTERFACE));
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("systems")
    @DisplayName("R1, I1, I2, I3, P1, P2, P3, D2: tags, labels and documents steer calls")
    void calls_followTagsLabelsAndDocuments(String protocol, Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, protocol, discovery)) {
            Lab.Instance first = lab.provider("v1", "version=v1");
            JavaProcess second = lab.alone(Lab.APPLICATION, "v2", "version=v2,env=gray", Map.of())
                    .process();
            ProbeConsumer consumer = lab.consumer("routing");

            // No document: stable is what is not gray; a tag selects by labels.
            assertThat(untagged(consumer)).containsExactly("v1");
            assertThat(tagged(consumer, "version=v2")).containsExactly("v2");
            assertThat(tagged(consumer, "version=v2;env=gray")).containsExactly("v2");
            assertThat(tagged(consumer, "canary")).containsExactly("v1");
            assertThat(tagged(consumer, "stable")).containsExactly("v1");
            assertThat(tagged(consumer, "x".repeat(300))).containsExactly("v1"); // no tag: dropped, call served
            assertThat(consumer.tagged("x".repeat(300)).getTag()).isEmpty();
            assertThat(consumer.tagged("version=v2").getTag()).isEqualTo("version=v2");

            // A document names the lane.
            lab.publish(Texts.canary());
            within2Seconds(() -> tagged(consumer, "canary").equals(Set.of("v2")));
            assertThat(untagged(consumer)).containsExactly("v1");

            // A changed label moves an instance into the lane, taking the change back moves it out.
            lab.edit(first, Map.of("gray.version", "v2"));
            within2Seconds(() -> tagged(consumer, "canary").equals(Set.of("v1", "v2")));
            lab.takeBack(first, "gray.version");
            within2Seconds(() -> tagged(consumer, "canary").equals(Set.of("v2")));

            // An added label takes an instance out of stable, a removed one puts it back.
            lab.edit(first, Map.of("gray.tag", "blue"));
            within2Seconds(() -> tagged(consumer, "blue").equals(Set.of("v1")) && isRefused(consumer));
            lab.takeBack(first, "gray.tag");
            within2Seconds(() -> !isRefused(consumer));
            assertThat(untagged(consumer)).containsExactly("v1");

            // The switch.
            lab.publish(Texts.disabled());
            within2Seconds(() -> tagged(consumer, "canary").equals(Set.of("v1")));

            // Strict, and nobody there.
            lab.publish(Texts.strict());
            within2Seconds(() -> tagged(consumer, "canary").equals(Set.of("v2")));
            second.close();
            within2Seconds(() -> isRefusedFor(consumer, "canary"));
            assertThatThrownBy(() -> consumer.tagged("canary"))
                    .isInstanceOfSatisfying(
                            GrayRefusedException.class,
                            refused -> assertThat(refused.refusal())
                                    .isEqualTo(new Placement.Refused(
                                            Lab.APPLICATION,
                                            "canary",
                                            List.of(new Placement.Tried(
                                                    new Tier.OfLane("canary"), 1, new Headcount(0, 0, 0, 0, 0))))))
                    .hasMessage("no instance of probe-provider may serve tag 'canary': "
                            + "lane canary has 0 of 0 instances present, needs 1");

            // Not strict: falls back.
            lab.publish(Texts.canary());
            within2Seconds(() -> !isRefusedFor(consumer, "canary"));
            assertThat(tagged(consumer, "canary")).containsExactly("v1");
        }
    }

    private static Set<String> untagged(ProbeConsumer consumer) {
        return Calls.count(CALLS, call -> consumer.untagged()).keySet();
    }

    private static Set<String> tagged(ProbeConsumer consumer, String tag) {
        return Calls.count(CALLS, call -> consumer.tagged(tag)).keySet();
    }

    private static boolean isRefused(ProbeConsumer consumer) {
        try {
            consumer.untagged();
            return false;
        } catch (GrayRefusedException e) {
            return true;
        }
    }

    private static boolean isRefusedFor(ProbeConsumer consumer, String tag) {
        try {
            consumer.tagged(tag);
            return false;
        } catch (GrayRefusedException e) {
            return true;
        }
    }

    /** A call that is refused or dies with its provider while an instance moves is no answer yet. */
    private static void within2Seconds(Callable<Boolean> condition) {
        await().atMost(Busy.stretched(LIMIT))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(condition);
    }
}
