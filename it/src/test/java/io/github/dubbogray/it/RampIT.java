package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeCalls;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many calls: who gets gray, and who never does (seed rows E1 in part, E10). */
@ExtendWith(FleetExtension.class)
class RampIT {

    private static final int USERS = Size.of(10_000, 100_000);

    /** Who is asked again once the share has grown. */
    private static final int WITH_HALF = Size.of(5_000, 20_000);

    @Test
    @DisplayName("P2, R4: 10 000 untagged calls reach no gray instance; a 10 % ramp of many users is exact, the same "
            + "in two JVMs, and grows without taking anyone back")
    void ramp_isExactStickyAndMonotone(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            ProbeConsumer consumer = lab.consumer("ramp");
            assertThat(Calls.count(10_000, call -> consumer.untagged())).isEqualTo(Map.of("v1", 10_000));

            lab.publish(Texts.ramp("10"));
            awaitColored(consumer);
            SortedSet<Integer> here = ProbeCalls.usersOf("v2", USERS, consumer);
            double sigma = Math.sqrt(USERS * 0.1 * 0.9);
            assertThat((double) here.size()).isCloseTo(USERS * 0.1, within(3 * sigma));

            String there = lab.run(ProbeCalls.class, List.of(), Map.of("probe.users", Integer.toString(USERS)));
            assertThat(there).contains("users-of-v2 " + here);

            lab.publish(Texts.ramp("50"));
            await().atMost(Busy.stretched(Duration.ofSeconds(2))).until(() -> {
                Set<Integer> now = ProbeCalls.usersOf("v2", 1_000, consumer);
                return now.size() > 400;
            });
            assertThat(ProbeCalls.usersOf("v2", WITH_HALF, consumer)).containsAll(here.headSet(WITH_HALF));
        }
    }

    private static void awaitColored(ProbeConsumer consumer) {
        await().atMost(Busy.stretched(Duration.ofSeconds(2)))
                .until(() ->
                        !consumer.call(Map.of("user-id", "user-0")).getTag().isEmpty());
    }
}
