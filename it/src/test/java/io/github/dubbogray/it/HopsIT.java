package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeAnswer;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tags over two hops: consumer, front (stable only), backend (with a gray instance). Over {@code tri}, and longer chains: {@link
 * LinkIT}, {@link ChainIT}.
 */
@ExtendWith(FleetExtension.class)
class HopsIT {

    private static final int CALLS = Size.of(3_000, 6_000);

    @Test
    @DisplayName(
            "R3, R5: a tag, given or colored, reaches the second hop; mixed calls over shared threads never swap tags")
    void tags_surviveAHopWithoutTheLane(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("backend", "backend-v1", "version=v1", Map.of("probe.backend", "true"));
            lab.provider("backend", "backend-v2", "version=v2,env=gray", Map.of("probe.backend", "true"));
            lab.publish("backend", """
                    apiVersion: dubbo-gray/v1
                    application: backend
                    lanes:
                      canary: { labels: { version: v2 } }
                    """);
            lab.publish(Texts.withRules("- { id: beta, when: { attachment.user-id: beta }, to: canary }"));
            lab.provider(Lab.APPLICATION, "front", "version=v1", Map.of("probe.relays", "true"));
            ProbeConsumer consumer = lab.consumer("hops");

            Calls.make(CALLS, call -> consumer.relay(attachments(call), "call-" + call))
                    .forEach((call, answers) -> assertThat(summary(answers)).isEqualTo(expected(call)));
        }
    }

    private static Map<String, String> attachments(int call) {
        return switch (call % 4) {
            case 0 -> Map.of();
            case 1 -> Map.of("x-gray-tag", "canary");
            case 2 -> Map.of("user-id", "beta");
            default -> Map.of("x-gray-tag", "version=v2", "user-id", "beta");
        };
    }

    private static String expected(int call) {
        String message = "call-" + call;
        return switch (call % 4) {
            case 0 -> message + " front  | " + message + " backend-v1 ";
            case 1, 2 -> message + " front canary | " + message + " backend-v2 canary";
            default -> message + " front version=v2 | " + message + " backend-v2 version=v2";
        };
    }

    private static String summary(List<ProbeAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.getMessage() + " " + answer.getInstance() + " " + answer.getTag())
                .reduce((a, b) -> a + " | " + b)
                .orElseThrow();
    }
}
