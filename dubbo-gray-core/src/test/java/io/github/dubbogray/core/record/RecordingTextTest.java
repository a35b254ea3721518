package io.github.dubbogray.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Recordings as text")
class RecordingTextTest {

    private static final String RULES = """
            rules:
              - id: secret
                when: { attachment.user-id: { prefix: "user" } }
                to: { canary: 10%, stable: 90% }
                sticky: attachment.user-id
              - { id: rest, to: { beta: 1%, stable: 99% } }
            """;

    private static final String TEXT = Samples.text(RULES);
    private static final Table TABLE = Samples.table(TEXT);

    private static List<String> lines() {
        return RecordingText.of(Samples.process(
                90,
                List.of(
                        Samples.decided(TABLE, null, Map.of("attachment.user-id", "user-4711"), 0),
                        Samples.decided(TABLE, "somebody-4711", Map.of("method", "get"), 0),
                        Samples.decided(TABLE, null, Map.of("application", "web"), 42)),
                TEXT));
    }

    @Test
    void whatIsWritten_isReadBack() {
        RecordedProcess one = Samples.process(500, Samples.traffic(TABLE, 200, 1), TEXT);
        RecordedProcess other = Samples.process(0, List.of());
        List<String> lines = new ArrayList<>(RecordingText.of(one));
        lines.add("");
        lines.addAll(RecordingText.of(other));

        assertThat(RecordingReader.read(lines)).isEqualTo(new RecordingReading.Accepted(List.of(one, other)));
    }

    @Test
    @DisplayName("no value of a request and no tag that no document knows is in it")
    void requests_leaveNothingBehind() {
        assertThat(lines()).hasSize(4).noneMatch(line -> line.contains("4711"));
    }

    @Test
    void form_isTheDocumentedOne() {
        assertThat(lines().get(3))
                .isEqualTo(
                        "{\"at\":0,\"caller\":\"web\",\"service\":\"\",\"method\":\"\",\"asked\":[{\"application\":\"shop\","
                                + "\"revision\":\"" + TABLE.revision()
                                + "\",\"held\":\"01\",\"buckets\":{}}],\"rule\":\"rest\","
                                + "\"drawn\":42,\"lane\":\"beta\",\"outcome\":\"placed\",\"served\":\"stable\","
                                + "\"instance\":\"10.0.0.1:20880\"}");
        assertThat(lines().get(2)).contains("\"tag\":\"*\"", "\"lane\":\"other tags\"");
    }

    @Nested
    class Tags {

        @Test
        @DisplayName("lanes, stable, and pairs that lanes have are kept")
        void wordsOfTheDocument_areKept() {
            assertThat(kept("canary")).isEqualTo(new Carried.Known("canary"));
            assertThat(kept("default")).isEqualTo(new Carried.Known("stable"));
            assertThat(kept("version=v2")).isEqualTo(new Carried.Known("version=v2"));
            assertThat(kept("version=v2,user=7")).isEqualTo(Carried.OTHER);
            assertThat(kept("user-7")).isEqualTo(Carried.OTHER);
            assertThat(kept("no tag at all")).isEqualTo(Carried.NONE);
        }

        private Carried kept(String tag) {
            return Carried.of(tag, List.of(TABLE));
        }
    }

    @Nested
    class Problems {

        private String problem(String... lines) {
            return ((RecordingReading.Refused) RecordingReader.read(List.of(lines))).problem();
        }

        @Test
        void eachProblem_namesItsLine() {
            String header = lines().get(0);
            String good = lines().get(3);

            assertThat(problem()).isEqualTo("there is no recording in it");
            assertThat(problem(good)).isEqualTo("line 1: no process begins before it: 'recording' is missing");
            assertThat(problem("{")).isEqualTo("line 1: this is no JSON, it ends too early");
            assertThat(problem("[]")).isEqualTo("line 1: this is no object");
            assertThat(problem(header, good.replace("\"method\"", "\"way\""))).isEqualTo("line 2: 'method' is missing");
            assertThat(problem(header, good.replace("\"at\":0", "\"at\":\"x\"")))
                    .isEqualTo("line 2: 'at' is no number");
            assertThat(problem(header, good.replace("\"at\":0", "\"at\":1e999999999")))
                    .isEqualTo("line 2: a number is no whole one, or too great");
            assertThat(problem(header, good.replace("\"01\"", "\"0x\"")))
                    .isEqualTo("line 2: held is '0x', must be made of 0 and 1");
            assertThat(problem(header.replace("gray/v1", "gray/v9")))
                    .isEqualTo("line 1: the recording is of form 'dubbo-gray/v9', only dubbo-gray/v1 can be read");
        }
    }
}
