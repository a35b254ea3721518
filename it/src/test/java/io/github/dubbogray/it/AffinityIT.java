package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.NacosInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users who stay with their instance inside their version (seed row E14). */
@ExtendWith(FleetExtension.class)
class AffinityIT {

    private static final int STABLE = 6;
    private static final int ALL = 10;
    private static final int USERS = 2_000;

    /** As many as have each instance among theirs. */
    private static final int SOME = 200;

    /** Each look costs calls of many users, for which a busy machine needs its time. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: %s
            lanes:
              stable: { affinity: attachment.user-id }
              canary: { labels: { version: v2 }, affinity: attachment.user-id }
            rules:
              - id: ramp
                to: { canary: 40%%, stable: 60%% }
                sticky: attachment.user-id
            """.formatted(Lab.APPLICATION);

    @Test
    @DisplayName("E14: each user has one instance; when one of ten goes, its users move inside their version, nobody "
            + "else does, and all return with it")
    void users_stayWithTheirInstance(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            List<NacosInstance> members = IntStream.range(0, ALL)
                    .mapToObj(number -> herd.member(number, number < STABLE ? "version=v1" : "version=v2,env=gray"))
                    .toList();
            herd.put(members);
            lab.publish(DOCUMENT);
            ProbeConsumer consumer = lab.consumer("affinity", Map.of("dubbo.consumer.loadbalance", "gray"));
            await().atMost(LIMIT).until(() -> addresses(consumer).size() == ALL);
            SortedMap<Integer, String> before = users(consumer);
            assertThat(users(consumer)).isEqualTo(before);
            assertThat(users(consumer)).isEqualTo(before);

            for (NacosInstance leaving : List.of(members.get(2), members.get(7))) {
                herd.remove(leaving);
                await().atMost(LIMIT).until(() -> !addresses(consumer).contains(leaving.address()));
                SortedMap<Integer, String> after = users(consumer);
                SortedMap<Integer, String> moved = new TreeMap<>(before);
                moved.entrySet().removeAll(after.entrySet());
                System.out.println(
                        "without " + leaving.address() + ", " + moved.size() + " of " + USERS + " users moved");
                assertThat(moved.values()).containsOnly(leaving.address());
                assertThat(moved.size()).isBetween(USERS / 20, USERS / 5);
                assertThat(moved.keySet())
                        .allSatisfy(user ->
                                assertThat(isGray(after, user, members)).isEqualTo(isGray(before, user, members)));

                herd.put(leaving);
                await().atMost(LIMIT).until(() -> addresses(consumer).contains(leaving.address()));
                await().atMost(LIMIT).until(() -> users(consumer).equals(before));
            }
        }
    }

    private static boolean isGray(Map<Integer, String> users, int user, List<NacosInstance> members) {
        return members.subList(STABLE, ALL).stream()
                .anyMatch(member -> member.address().equals(users.get(user)));
    }

    private static Set<String> addresses(ProbeConsumer consumer) {
        return users(consumer, SOME).values().stream().collect(Collectors.toSet());
    }

    private static SortedMap<Integer, String> users(ProbeConsumer consumer) {
        return users(consumer, USERS);
    }

    private static SortedMap<Integer, String> users(ProbeConsumer consumer, int count) {
        return Calls.make(count, user -> call(consumer, user));
    }

    private static String call(ProbeConsumer consumer, int user) {
        return consumer.call(Map.of("user-id", "user-" + user)).getAddress();
    }
}
