package io.github.dubbogray.it.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.lab.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
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

    private static final List<String> TRUSTS = List.of("none", ELSEWHERE, "signature");

    /** In every build each pair of forgery and door meets one of the trusts, in the long form all three. */
    private static final int PARTS = Size.of(3, 1);

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static final Map<String, Edge> EDGES = new LinkedHashMap<>();
    private static final List<Door> DOORS = new ArrayList<>();

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        WitnessApplication everyone = started(inner("everyone", Map.of("dubbo.gray.entry.trust", "all")));
        WitnessApplication neighbours = started(inner("neighbours", Map.of("dubbo.gray.entry.trust", NEIGHBOURS)));
        WitnessApplication bystander =
                started(WitnessApplication.startWithout("bystander")).asking(everyone, "tri");
        for (String trust : List.of("none", ELSEWHERE, "signature", "all", NEIGHBOURS)) {
            Edge edge = Edge.start("trust-" + trust.replaceAll("[./]", "-"), trust);
            started(edge.application())
                    .asking(neighbours, "dubbo")
                    .asking(everyone, "tri")
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
    @DisplayName("no forged tag is believed, at the edge or at a second hop")
    void forgery_isNotBelieved(String trust) {
        List<Forgery> forgeries = new ArrayList<>(RequestForgeries.all());
        forgeries.addAll(AttachmentForgeries.all());
        if (trust.equals("signature")) {
            forgeries.addAll(RequestForgeries.withForgedSignatures());
            forgeries.addAll(AttachmentForgeries.withForgedSignatures());
            forgeries.addAll(RequestForgeries.withASignedTag());
            forgeries.addAll(AttachmentForgeries.withASignedTag());
        }

        Onslaught onslaught = Onslaught.ofPart(edge(trust), DOORS, forgeries, TRUSTS.indexOf(trust) % PARTS, PARTS);

        System.out.println(onslaught);
        assertThat(onslaught.accepted()).as("accepted with trust %s", trust).isEmpty();
        assertThat(onslaught.answered()).as("of them served").isGreaterThan(onslaught.tried() / 2);
    }

    @Nested
    @DisplayName("The kit can fail")
    class Controls {

        @ParameterizedTest
        @ValueSource(strings = {"all", NEIGHBOURS})
        @DisplayName("who believes everyone, or the attacker's network, believes the plain forms, at every hop")
        void plainForm_isBelievedOfWhomIsTrusted(String trust) {
            List<Forgery> plain = Stream.<Forgery>concat(
                            RequestForgeries.all().stream(), AttachmentForgeries.all().stream())
                    .filter(Forgery::isPlain)
                    .toList();

            Onslaught onslaught = onslaught(trust, plain);

            System.out.println(onslaught);
            assertThat(onslaught.notOfOneTag()).isEmpty();
            assertThat(onslaught.accepted()).hasSize(onslaught.tried());
        }

        @Test
        @DisplayName("a signature that holds is believed through every door, also a second time within its window")
        void rightSignature_isBelieved() {
            List<Forgery> signed = Stream.<Forgery>concat(
                            RequestForgeries.rightlySigned().stream(), AttachmentForgeries.rightlySigned().stream())
                    .toList();

            for (int time = 0; time < 2; time++) {
                Onslaught onslaught = onslaught("signature", signed);

                assertThat(onslaught.notOfOneTag()).isEmpty();
                assertThat(onslaught.accepted()).hasSize(onslaught.tried());
            }
        }

        @Test
        @DisplayName("a request that forges nothing is served through every door, without a tag")
        void innocent_isServed() {
            List<Forgery> innocent = List.of(
                    Forgery.Request.of("innocent", Promise.NO_SECOND_HOP, new Forgery.Field("user-id", "7")),
                    Forgery.Attachments.of("innocent", Promise.NO_SECOND_HOP, Map.of("user-id", "7")));

            for (String trust : EDGES.keySet()) {
                Onslaught onslaught = onslaught(trust, innocent);

                assertThat(onslaught.answered()).isEqualTo(DOORS.size());
                assertThat(onslaught.accepted()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("what attacks are named after stands in docs/entry.md")
    void promises_areOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "entry.md")).replaceAll("\\s+", " ");

        assertThat(Promise.values()).allSatisfy(promise -> assertThat(page).contains(promise.words()));
    }

    private static Onslaught onslaught(String trust, List<? extends Forgery> forgeries) {
        return Onslaught.of(edge(trust), DOORS, forgeries);
    }

    private static Edge edge(String trust) {
        return Objects.requireNonNull(EDGES.get(trust), trust);
    }

    private static WitnessApplication inner(String name, Map<String, String> properties) {
        return WitnessApplication.start(name, properties);
    }

    private static <T extends AutoCloseable> T started(T what) {
        STARTED.push(what);
        return what;
    }
}
