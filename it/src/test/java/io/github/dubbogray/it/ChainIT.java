package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Hop;
import io.github.dubbogray.it.lab.HopEntry;
import io.github.dubbogray.it.lab.Lab;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The full link: an HTTP entry in front of a, b, c and d, of which a, c and d have a gray instance. */
@ExtendWith(FleetExtension.class)
class ChainIT {

    private static final int CALLS = 60;

    private static final List<List<String>> WAYS = List.of(
            List.of("dubbo:a", "dubbo:b", "dubbo:c", "dubbo:d"),
            List.of("tri:a", "tri:b", "tri:c", "tri:d"),
            List.of("tri:a", "dubbo:b", "tri:c", "dubbo:d"));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @DisplayName(
            "R2, R3: over four hops in dubbo, tri and both, and by HTTP in between, a tag holds as it came or was given")
    void everyHop_agrees(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.publish("web", """
                    apiVersion: dubbo-gray/v1
                    application: web
                    lanes:
                      canary: { labels: { tag: canary } }
                    rules:
                      - id: beta-users
                        when: { header.user-id: [beta-1, beta-2] }
                        to: canary
                      - id: ramp
                        when: { header.user-id: { prefix: user- } }
                        to: { canary: 50%, stable: 50% }
                        sticky: header.user-id
                    """);
            int inside = FreePort.choose();
            int web = FreePort.choose();
            lab.together(List.of(
                    () -> start(lab, "d", "d", "version=v1", Map.of()),
                    () -> start(lab, "c", "c", "version=v1", Map.of()),
                    () -> start(lab, "a", "a", "version=v1", Map.of()),
                    () -> start(lab, "b", "b", "version=v1", Map.of("hop.http", Integer.toString(inside))),
                    () -> start(lab, "web", "web", "", Map.of("hop.http", Integer.toString(web)))));
            lab.together(Stream.of("d", "c", "a")
                    .<Callable<Lab.Instance>>map(name -> () -> start(lab, name, name + "-gray", "tag=canary", Map.of()))
                    .toList());
            List<List<String>> ways = Stream.concat(
                            WAYS.stream(), Stream.of(List.of("dubbo:a", "http:" + inside, "tri:c", "dubbo:d")))
                    .toList();

            for (List<String> way : ways) {
                awaitReady(web, way);
                assertThat(visits(web, way, Map.of("x-gray-tag", "canary"))).containsExactly(gray("canary"));
                assertThat(visits(web, way, Map.of())).containsExactly(stable(""));
                assertThat(visits(web, way, Map.of("user-id", "beta-2"))).containsExactly(gray("canary"));
                assertThat(visits(web, way, Map.of("user-id", "other"))).containsExactly(stable(""));
                assertThat(visits(web, way, Map.of("x-gray-tag", "stable", "user-id", "beta-1")))
                        .containsExactly(stable("stable"));
                assertThat(users(web, way)).containsExactlyInAnyOrder(gray("canary"), stable("stable"));
            }
        }
    }

    private static Lab.Instance start(
            Lab lab, String application, String name, String labels, Map<String, String> properties) {
        return lab.hop(application, name, labels, properties);
    }

    /** The first call on each way makes the references, on each instance for itself. */
    private void awaitReady(int web, List<String> way) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            assertThat(visit(web, way, Map.of("x-gray-tag", "canary"))).hasSize(way.size() + 1);
            assertThat(visit(web, way, Map.of())).hasSize(way.size() + 1);
        });
    }

    private Set<List<Hop>> visits(int web, List<String> way, Map<String, String> headers) {
        return new HashSet<>(Calls.make(CALLS, call -> visit(web, way, headers)).values());
    }

    private Set<List<Hop>> users(int web, List<String> way) {
        return new HashSet<>(Calls.make(CALLS, call -> visit(web, way, Map.of("user-id", "user-" + call)))
                .values());
    }

    private List<Hop> visit(int web, List<String> way, Map<String, String> headers) {
        return HopEntry.get(client, web, headers, way);
    }

    private static List<Hop> gray(String tag) {
        return hops(tag, "web", "a-gray", "b", "c-gray", "d-gray");
    }

    private static List<Hop> stable(String tag) {
        return hops(tag, "web", "a", "b", "c", "d");
    }

    private static List<Hop> hops(String tag, String... instances) {
        return Stream.of(instances).map(instance -> new Hop(instance, tag)).toList();
    }
}
