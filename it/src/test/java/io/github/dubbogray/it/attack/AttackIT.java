package io.github.dubbogray.it.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forged tags in every carrier, spelling and type, through every door of an edge: Triple by REST and RPC, {@code dubbo},
 * Tomcat, Jetty and Undertow. Behind the edge stand applications that believe everyone or their neighbours, and one without
 * the library that passes on what it gets: none of them may see a tag either.
 */
class AttackIT {

    /** The attackers are on loopback. */
    private static final String ELSEWHERE = "10.0.0.0/8";

    private static final String NEIGHBOURS = "127.0.0.0/8";

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static final Map<String, Edge> EDGES = new LinkedHashMap<>();
    private static final List<Door> DOORS = new ArrayList<>();

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        WitnessApplication everyone = started(inner("everyone", Map.of("dubbo.gray.entry.trust", "all")));
        WitnessApplication neighbours = started(inner("neighbours", Map.of("dubbo.gray.entry.trust", NEIGHBOURS)));
        WitnessApplication bystander =
                started(inner("bystander", Map.of("dubbo.gray.enabled", "false"))).asking(everyone, "tri");
        for (String trust : List.of("none", ELSEWHERE, "signature", "all", NEIGHBOURS)) {
            Edge edge = Edge.start("trust-" + trust.replaceAll("[./]", "-"), trust);
            started(edge.application())
                    .asking(everyone, "dubbo")
                    .asking(everyone, "tri")
                    .asking(neighbours, "dubbo")
                    .asking(neighbours, "tri")
                    .asking(bystander, "dubbo");
            EDGES.put(trust, edge);
        }
        DOORS.addAll(List.of(new Door.TripleHttp1(), new Door.TripleHttp2(), new Door.TripleRpc()));
        for (ServletDoor container : List.of(
                started(ServletDoor.tomcat(folder, EDGES.values())),
                started(ServletDoor.jetty(EDGES.values())),
                started(ServletDoor.undertow(EDGES.values())))) {
            DOORS.add(new Door.Servlet(container.name(), container.port()));
        }
        PlainDubbo plain = started(PlainDubbo.start());
        DOORS.addAll(List.of(new Door.Dubbo("dubbo", plain), new Door.Dubbo("tri", plain)));
    }

    @AfterAll
    static void close() throws Exception {
        while (!STARTED.isEmpty()) {
            STARTED.pop().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", ELSEWHERE, "signature"})
    @DisplayName("no forged tag is believed, here or at a second hop")
    void forgery_isNotBelieved(String trust) {
        Onslaught onslaught = Onslaught.of(EDGES.get(trust), DOORS, forgeries());
        System.out.println(onslaught);
        assertThat(onslaught.accepted()).as("accepted with trust %s", trust).isEmpty();
        assertThat(onslaught.answered()).as("requests that were served").isGreaterThan(onslaught.tried() / 2);
    }

    private static WitnessApplication inner(String name, Map<String, String> properties) {
        return WitnessApplication.start(name, properties);
    }

    private static List<Forgery> forgeries() {
        return Stream.<Forgery>concat(RequestForgeries.all().stream(), AttachmentForgeries.all().stream())
                .toList();
    }

    private static <T extends AutoCloseable> T started(T what) {
        STARTED.push(what);
        return what;
    }
}
