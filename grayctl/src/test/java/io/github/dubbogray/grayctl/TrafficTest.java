package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.document.DocumentReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Recorded traffic: record and replay")
class TrafficTest {

    private static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: shop
            lanes: { canary: { labels: { version: v2 } } }
            rules:
              - { id: qa, when: { attachment.kind: qa }, to: canary }
              - { id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }
            """;

    private static final String REVISION = DocumentReader.revisionOf(DOCUMENT);

    private static final String HEADER =
            "{\"recording\":\"dubbo-gray/v1\",\"process\":\"7@host\",\"application\":\"web\","
                    + "\"calls\":400,\"documents\":{\"" + REVISION + "\":\""
                    + DOCUMENT.replace("\n", "\\n") + "\"}}";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder)
                .file("same.yaml", DOCUMENT.lines().toArray(String[]::new))
                .file(
                        "more.yaml",
                        DOCUMENT.replace("10%, stable: 90%", "30%, stable: 70%")
                                .lines()
                                .toArray(String[]::new))
                .file(
                        "new.yaml",
                        DOCUMENT.replace("attachment.kind", "attachment.other")
                                .lines()
                                .toArray(String[]::new))
                .file(
                        "traffic.jsonl",
                        HEADER,
                        decision("01", 500, "canary"),
                        decision("01", 2_500, "stable"),
                        decision("01", 9_000, "stable"),
                        decision("01", 9_500, "stable").replace("placed", "fell_back"));
    }

    private static String decision(String held, int bucket, String lane) {
        return "{\"at\":1,\"caller\":\"web\",\"service\":\"Shop\",\"method\":\"buy\",\"asked\":[{\"application\":\"shop\","
                + "\"revision\":\"" + REVISION + "\",\"held\":\"" + held + "\",\"buckets\":{\"ramp\":"
                + bucket + "}}],\"rule\":\"ramp\",\"lane\":\"" + lane
                + "\",\"outcome\":\"placed\",\"served\":\"stable\",\"instance\":\"10.0.0.1:20880\"}";
    }

    @Nested
    class Replaying {

        @Test
        void theSameDocument_changesNothing() {
            Session.Result result = session.run("replay", "traffic.jsonl", "--document", "same.yaml");

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo("""
                            Recorded traffic: 4 decisions, which were fell back 1, were placed 3
                              LANE    THEN    NOW
                              canary  25.00%  25.00%
                              stable  75.00%  75.00%
                              every request goes where it went
                            """);
        }

        @Test
        void json_hasSharesInPercent() {
            Session.Result result = session.run("replay", "traffic.jsonl", "--document", "more.yaml", "--json");
            JsonNode json = result.json();

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(json.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "application",
                            "revision",
                            "decisions",
                            "undecided",
                            "unlike",
                            "outcomes",
                            "lanes",
                            "moves",
                            "moving");
            assertThat(json.at("/lanes/0")).hasToString("{\"lane\":\"canary\",\"then\":25,\"least\":50,\"most\":50}");
            assertThat(json.at("/moves/0"))
                    .hasToString("{\"from\":\"stable\",\"to\":\"canary\",\"least\":25,\"most\":25}");
            assertThat(json.at("/outcomes")).hasToString("{\"fell_back\":1,\"placed\":3}");
        }

        @Test
        void aConditionThatWasNotAsked_givesBounds() {
            assertThat(session.run("replay", "traffic.jsonl", "--document", "new.yaml")
                            .out())
                    .contains("canary  25.00%  25.00% to 100.00%", "of 3 it is not known");
        }

        @Test
        void aChangedRecording_isNamed() {
            session.file("traffic.jsonl", HEADER, decision("01", 500, "stable"));

            assertThat(session.run("replay", "traffic.jsonl", "--document", "same.yaml")
                            .out())
                    .contains("of 1 the decision does not follow from the document of then");
        }

        @Test
        void anotherApplication_isSaid() {
            session.file(
                    "other.yaml", DOCUMENT.replace("shop", "bazaar").lines().toArray(String[]::new));

            assertThat(session.run("replay", "traffic.jsonl", "--document", "other.yaml")
                            .out())
                    .isEqualTo("Recorded traffic: no decision of traffic.jsonl asked bazaar; asked were shop\n");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "nowhere.jsonl | nowhere.jsonl does not exist",
                    "same.yaml | same.yaml is no recording of grayctl: line 1: this is no JSON, no value at character 1",
                    "untold.jsonl | untold.jsonl has decisions by revision {revision} of shop, of which it has no text",
                    "refused.jsonl | refused.jsonl has documents that this grayctl refuses: revision {revision}",
                })
        void whatIsNoRecording_isRefused(String file, String expected) {
            session.file(
                    "untold.jsonl",
                    HEADER.replaceFirst("\"documents\":.*", "\"documents\":{}}"),
                    decision("01", 1, "canary"));
            session.file("refused.jsonl", HEADER.replace("gray/v1\\n", "gray/v9\\n"), decision("01", 1, "canary"));

            assertThat(session.run("replay", file, "--document", "same.yaml"))
                    .isEqualTo(
                            new Session.Result(2, "", "grayctl: " + expected.replace("{revision}", REVISION) + "\n"));
        }
    }

    @Nested
    @DisplayName("recording; a real consumer is recorded by GrayctlIT")
    class Recording {

        private final List<String> asked = new ArrayList<>();

        /** Stands where a consumer's QoS port is; only for what a real one hardly does. */
        private HttpServer port(Function<String, String> answers) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String query = URLDecoder.decode(exchange.getRequestURI().getQuery(), StandardCharsets.UTF_8)
                        .replace("a=", "")
                        .replace("&", " ");
                asked.add(query);
                byte[] answer = answers.apply(query).getBytes(StandardCharsets.UTF_8);
                int status = answer.length > 0 && answer[0] == '{' ? 200 : 404;
                exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        }

        private static String addressOf(HttpServer server) {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        @Test
        void pages_areReadUntilTheLast() throws IOException {
            HttpServer server = port(query -> query.startsWith("read --from 0")
                    ? "{\"next\":1,\"lines\":[" + quoted(HEADER) + "]}"
                    : query.startsWith("read") ? "{\"lines\":[" + quoted(decision("01", 1, "canary")) + "]}" : "{}");

            Session.Result result =
                    session.run("record", "--qos", addressOf(server), "--for", "1ms", "-o", "out.jsonl");
            server.stop(0);

            assertThat(result).isEqualTo(new Session.Result(0, "", "web 7@host: 1 of 400 calls\n"));
            assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
                    .containsExactly(HEADER, decision("01", 1, "canary"));
            assertThat(asked)
                    .containsExactly(
                            "begin --limit 1000 --seconds 11 --json",
                            "end --json",
                            "read --from 0 --json",
                            "read --from 1 --json",
                            "drop --json");
        }

        private static String quoted(String line) {
            return "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }

        @Test
        @DisplayName("one that cannot begin ends what the others have begun")
        void oneRefuses_noneRecords() throws IOException {
            HttpServer server = port(query -> "{}");

            Session.Result result = session.run("record", "--qos", addressOf(server), "--qos", "127.0.0.1:1");
            server.stop(0);

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).startsWith("grayctl: the QoS port 127.0.0.1:1 does not answer: ");
            assertThat(asked).last().isEqualTo("drop --json");
        }

        @Test
        @DisplayName("one that is gone at the end is named; what the others have is written")
        void oneDies_theOthersAreKept() throws IOException {
            HttpServer good = port(query -> query.startsWith("read") ? "{\"lines\":[" + quoted(HEADER) + "]}" : "{}");
            HttpServer bad = port(query -> query.startsWith("begin") ? "{}" : "");

            Session.Result result = session.run(
                    "record", "--qos", addressOf(bad), "--qos", addressOf(good), "--for", "1ms", "-o", "out.jsonl");
            good.stop(0);
            bad.stop(0);

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err())
                    .contains(
                            "refuses: it has no command grayRecord",
                            "; its calls are missing\n",
                            "web 7@host: 0 of 400");
            assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).containsExactly(HEADER);
        }

        @Test
        @DisplayName("one whose recording is gone, as the process was started anew, is named")
        void recordingThatIsGone_isNamed() throws IOException {
            HttpServer server = port(query -> query.startsWith("read") ? "{\"lines\":[]}" : "{}");

            Session.Result result =
                    session.run("record", "--qos", addressOf(server), "--for", "1ms", "-o", "out.jsonl");
            server.stop(0);

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("its recording is gone", "; its calls are missing");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "record --qos x y | 2 | Unmatched argument at index 3: 'y'",
                    "record --qos nowhere | 2 | grayctl: the QoS port nowhere cannot be asked: it must be host:port",
                    "record --qos h:1 --for long | 2 | grayctl: --for is 'long', must be like 500ms, 30s or 5m, and at most 10m",
                    "record --qos h:1 --for 11m | 2 | grayctl: --for is '11m'",
                    "record --qos h:1 --limit 0 | 2 | grayctl: --limit is 0, must be from 1 to 10000",
                    "record --qos h:1 --json | 2 | grayctl: --json needs -o FILE",
                })
        void mistakes_areNamed(String line, int exitCode, String expected) {
            Session.Result result = session.run(line.split(" "));

            assertThat(result.err()).startsWith(expected);
            assertThat(result.exitCode()).isEqualTo(exitCode);
        }
    }
}
