package io.github.dubbogray.observability.qos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.record.RecordedDecision;
import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.record.RecordingReader;
import io.github.dubbogray.core.record.RecordingReading;
import io.github.dubbogray.core.record.Replay;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.filter.outcome.Shop;
import io.github.dubbogray.filter.outcome.ShopSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Recording decisions of real calls by a real QoS server")
class GrayRecordTest {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 } }
              strict: { labels: { version: v9 }, fallback: [] }
            rules:
              - id: beta
                when: { attachment.user-id: { prefix: "b" } }
                to: canary
              - id: big
                when: { argument.0: { prefix: big } }
                to: { canary: 50%, stable: 50% }
              - id: ramp
                to: { canary: 20%, stable: 80% }
                sticky: attachment.user-id
            """;

    private static ShopSystem system;
    private static QosPort port;
    private Shop shop;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        system = new ShopSystem("dubbo", folder);
        port = new QosPort(system.model().getFrameworkModel());
    }

    @AfterAll
    static void stop() throws Exception {
        port.close();
        system.close();
    }

    @BeforeEach
    void begin() {
        shop = system.shop(DOCUMENT, Map.of("retries", "0"));
    }

    @AfterEach
    void drop() throws Exception {
        port.telnet("grayRecord drop");
    }

    private void callAs(String user, String item) {
        if (!user.isEmpty()) {
            RpcContext.getClientAttachment().setAttachment("user-id", user);
        }
        shop.getPrice(item);
    }

    private static List<String> lines() throws Exception {
        List<String> lines = new ArrayList<>();
        for (@Nullable Object from = 0; from != null; ) {
            Map<?, ?> page = json(port.get("grayRecord", "read", "--from", from.toString(), "--json")
                    .body());
            ((List<?>) Objects.requireNonNull(page.get("lines"))).forEach(line -> lines.add(String.valueOf(line)));
            from = page.get("next");
        }
        return lines;
    }

    private static RecordedProcess recorded() throws Exception {
        port.telnet("grayRecord end");
        return ((RecordingReading.Accepted) RecordingReader.read(lines()))
                .processes()
                .get(0);
    }

    private static Replay replay(RecordedProcess process, Table next) {
        Map<Replay.Document, Table> inForce = process.documents().values().stream()
                .map(GrayRecordTest::table)
                .collect(Collectors.toMap(
                        table -> new Replay.Document(table.application(), table.revision()), table -> table));
        return Replay.of(List.of(process), inForce, next);
    }

    private static Table table(String text) {
        return ((Reading.Accepted) DocumentReader.read(text)).table();
    }

    @Nested
    class Recorded {

        @Test
        @DisplayName("replayed under the same document, each decision is what it was")
        void decisions_followFromWhatIsRecorded() throws Exception {
            port.telnet("grayRecord begin --limit 10000");
            for (int i = 0; i < 300; i++) {
                callAs(i % 3 == 0 ? "" : (i % 3 == 1 ? "b" : "u") + i, i % 5 == 0 ? "big thing" : "thing");
            }
            RecordedProcess process = recorded();
            Replay replay = replay(
                    process, table(process.documents().values().iterator().next()));

            assertThat(process.calls()).isEqualTo(300);
            assertThat(replay.decisions()).isEqualTo(300);
            assertThat(replay.unlike()).isZero();
            assertThat(replay.undecided()).isZero();
            assertThat(replay.moves()).isEmpty();
            assertThat(process.decisions().stream().map(RecordedDecision::rule).distinct())
                    .containsExactlyInAnyOrder("beta", "big", "ramp");
        }

        @Test
        void aDecision_saysWhereItEnded() throws Exception {
            port.telnet("grayRecord begin");
            callAs("b1", "thing");
            ShopSystem.tag("strict");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> shop.getPrice("thing")))
                    .isNotNull();
            List<RecordedDecision> decisions = recorded().decisions();

            assertThat(decisions).hasSize(2);
            RecordedDecision placed = decisions.get(0);
            assertThat(placed.request().service()).isEqualTo(Shop.class.getName());
            assertThat(placed.request().method()).isEqualTo("getPrice");
            assertThat(placed.request().caller()).isEqualTo("web");
            assertThat(placed.request().asked().get(0).held()).isEqualTo("101");
            assertThat(placed.request().asked().get(0).buckets()).containsOnlyKeys("ramp");
            assertThat(placed.rule()).isEqualTo("beta");
            assertThat(placed.lane()).isEqualTo("canary");
            assertThat(placed.ended().outcome()).isEqualTo("placed");
            assertThat(placed.ended().lane()).isEqualTo("canary");
            assertThat(placed.ended().instance()).startsWith("127.0.0.1:");
            RecordedDecision refused = decisions.get(1);
            assertThat(refused.lane()).isEqualTo("strict");
            assertThat(refused.ended()).isEqualTo(new RecordedDecision.Ended("refused", "", ""));
        }

        @Test
        @DisplayName("no attachment, argument or tag of somebody's stands in it")
        void requests_leaveNothingBehind() throws Exception {
            port.telnet("grayRecord begin");
            callAs("bsecret", "big secret");
            ShopSystem.tag("secret");
            callAs("usecret", "secret");
            port.telnet("grayRecord end");

            assertThat(lines()).hasSize(3).noneMatch(line -> line.contains("secret"));
        }

        @Test
        @DisplayName("of more calls than are kept, an even sample, and how many there were")
        void manyCalls_areSampled() throws Exception {
            port.telnet("grayRecord begin --limit 40");
            for (int i = 0; i < 400; i++) {
                callAs(i < 200 ? "b" + i : "u" + i, "thing");
            }
            RecordedProcess process = recorded();

            assertThat(process.calls()).isEqualTo(400);
            assertThat(process.decisions()).hasSize(40);
            assertThat(process.decisions())
                    .filteredOn(each -> each.rule().equals("beta"))
                    .hasSizeBetween(5, 35); // half of them; outside of it with probability 1e-6
        }

        @Test
        void aChangedDocument_isThereBesideTheFirst() throws Exception {
            port.telnet("grayRecord begin");
            callAs("b1", "thing");
            system.publish(DOCUMENT.replace("20%", "30%").replace("80%", "70%"));
            callAs("b1", "thing");
            RecordedProcess process = recorded();

            assertThat(process.documents()).hasSize(2);
            assertThat(replay(
                                    process,
                                    table(process.documents()
                                            .values()
                                            .iterator()
                                            .next()))
                            .unlike())
                    .isZero();
        }

        @Test
        void callsBeforeAndAfter_areNotThere() throws Exception {
            callAs("b1", "thing");
            port.telnet("grayRecord begin");
            callAs("b2", "thing");
            port.telnet("grayRecord end");
            callAs("b3", "thing");

            assertThat(lines()).hasSize(2);
        }
    }

    @Nested
    class Commands {

        @Test
        void state_isTold() throws Exception {
            assertThat(port.telnet("grayRecord")).isEqualTo("application web: nothing is recorded");
            assertThat(port.telnet("grayRecord begin --limit 5 --seconds 60"))
                    .isEqualTo("application web: recording, 0 calls so far, at most 5 are kept");
            callAs("", "thing");
            assertThat(port.telnet("grayRecord --json"))
                    .isEqualTo(
                            "{\"applications\":[{\"application\":\"web\",\"state\":\"running\",\"calls\":1,\"limit\":5}]}");
            assertThat(port.telnet("grayRecord end"))
                    .isEqualTo("application web: a recording of 1 calls is over, at most 5 are kept");
            assertThat(port.telnet("grayRecord drop")).isEqualTo("application web: nothing is recorded");
            assertThat(port.telnet("grayRecord read --json")).isEqualTo("{\"lines\":[]}");
        }

        @Test
        void oneThatGoesOn_isNeitherReadNorReplaced() throws Exception {
            port.telnet("grayRecord begin");

            assertThat(port.telnet("grayRecord begin"))
                    .isEqualTo("grayRecord: a recording goes on; 'grayRecord end' ends it");
            assertThat(port.get("grayRecord", "read").statusCode()).isEqualTo(400);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "grayRecord start | argument 1, 'start', is nothing to do; [begin",
                    "grayRecord begin --limit 0 | argument 3, '0', must be 1 to 10000, as it follows --limit",
                    "grayRecord begin --limit many | argument 3, 'many', must be 1 to 10000, as it follows --limit",
                    "grayRecord begin --seconds 601 | argument 3, '601', must be 1 to 600, as it follows --seconds",
                    "grayRecord read --from -1 | argument 3, '-1', must be 0 to 2147483647, as it follows --from",
                })
        void mistakes_areNamedWithTheirPlace(String line, String expected) throws Exception {
            assertThat(port.telnet(line)).startsWith("grayRecord: " + expected);
        }
    }

    private static Map<?, ?> json(String text) {
        @Nullable Object value = ((JsonText.Reading.Read) JsonText.read(text)).value();
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
