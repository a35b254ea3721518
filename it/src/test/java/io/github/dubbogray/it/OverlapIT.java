package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that has the labels of stable and those of a gray lane. */
@ExtendWith(FleetExtension.class)
class OverlapIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int CALLS = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName("P2: it gets no untagged call, unless the document says so; both are told in the log")
    void overlappingInstance_isGrayUnlessTheDocumentSaysOtherwise(String protocol, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, protocol, Discovery.APPLICATION);
                StandardError log = new StandardError()) {
            lab.publish(document(""));
            lab.provider(Lab.APPLICATION, "plain", "version=v1", Lab.STEADY);
            Lab.Instance both = lab.provider(Lab.APPLICATION, "both", "version=v1,env=gray", Lab.STEADY);
            ProbeConsumer consumer = lab.consumer("overlap-" + protocol);
            await().atMost(Busy.stretched(LIMIT))
                    .ignoreExceptions()
                    .until(() -> consumer.tagged("canary").getInstance().equals("both"));

            assertThat(untagged(consumer)).isEqualTo(Map.of("plain", CALLS));
            assertThat(Calls.count(100, call -> consumer.tagged("stable"))).isEqualTo(Map.of("plain", 100));
            assertThat(log.linesWith("lane canary (127.0.0.1:" + both.port() + ")", "they count as gray only"))
                    .isEqualTo(1);

            lab.publish(document(", includeGray: true"));
            await().atMost(Busy.stretched(LIMIT))
                    .until(() -> Calls.count(20, call -> consumer.untagged())
                            .keySet()
                            .equals(Set.of("both", "plain")));

            assertThat(untagged(consumer).get("both")).isBetween(800, 1_200); // 9 standard deviations
            assertThat(log.linesWith("lane canary (127.0.0.1:" + both.port() + ")", "they get requests without a tag"))
                    .isEqualTo(1);
        }
    }

    private static Map<String, Integer> untagged(ProbeConsumer consumer) {
        return Calls.count(CALLS, call -> consumer.untagged());
    }

    private static String document(String more) {
        return """
                apiVersion: dubbo-gray/v1
                application: probe-provider
                lanes:
                  stable: { labels: { version: v1 }%s }
                  canary: { labels: { env: gray } }
                """.formatted(more);
    }

    /** What the consumers of this JVM log, which goes to standard error as before. */
    private static final class StandardError implements AutoCloseable {

        private final PrintStream before = System.err;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        StandardError() {
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        }

        long linesWith(String one, String other) {
            return bytes.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(one) && line.contains(other))
                    .count();
        }

        @Override
        public void close() {
            System.setErr(before);
            before.print(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
