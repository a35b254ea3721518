package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A reference over two registries, one of which lacks a lane. Dubbo draws one of them for each call before any router is
 * asked; this holds on to what follows from that, and to the warning.
 */
@ExtendWith(FleetExtension.class)
class TwoRegistriesIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int CALLS = 100;
    private static final String REFUSED = "refused";

    @ParameterizedTest(name = "by {0}")
    @EnumSource(Discovery.class)
    @DisplayName("P2: a call is placed in the registry that Dubbo draws, alone, and the difference is warned of")
    void laneInOneOfTwo_isPlacedThereAlone(Discovery discovery, Fleet fleet) throws Exception {
        try (CapturedErr log = new CapturedErr();
                Lab first = Lab.open(fleet, "dubbo", discovery);
                Lab second = Lab.open(fleet, "dubbo", discovery)) {
            first.provider("v1", "version=v1");
            second.provider("v2", "version=v2,env=gray");
            first.publish(Texts.canary());
            second.publish(Texts.canary());
            ProbeConsumer consumer = first.consumerOfBoth("both", second);

            await().atMost(LIMIT)
                    .until(() -> served(() -> consumer.tagged("canary").getInstance())
                            .equals(Set.of("v1", "v2")));
            assertThat(served(() -> consumer.untagged().getInstance())).containsExactlyInAnyOrder("v1", REFUSED);

            await().atMost(LIMIT).until(() -> log.text().contains("is listed by 2 registries"));
            assertThat(log.text())
                    .contains(
                            "version=v1 only in " + fleet.nacos().serverAddress() + ", namespace " + first.namespace())
                    .contains("env=gray,version=v2 only in " + fleet.nacos().serverAddress() + ", namespace "
                            + second.namespace());
            assertThat(log.text().split("is listed by 2 registries", -1)).hasSize(2);
        }
    }

    private static Set<String> served(Supplier<String> call) {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < CALLS; i++) {
            try {
                answers.add(call.get());
            } catch (GrayRefusedException refused) {
                answers.add(REFUSED);
            }
        }
        return answers;
    }

    /** What is logged meanwhile; slf4j-simple writes to standard error. */
    private static final class CapturedErr implements AutoCloseable {

        private final PrintStream before = System.err;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        CapturedErr() {
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            System.setErr(before);
            before.print(text());
        }
    }
}
