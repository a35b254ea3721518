package io.github.dubbogray.router.alert;

import static io.github.dubbogray.router.alert.HealthNews.TRIPPED;
import static io.github.dubbogray.router.alert.HealthNews.ejected;
import static io.github.dubbogray.router.alert.HealthNews.subject;
import static io.github.dubbogray.router.alert.HealthNews.unanswering;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.watch.Evidence;
import io.github.dubbogray.core.health.watch.Fault;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.webhook.Format;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Instant TIME = Instant.parse("2026-05-01T12:03:07.250Z");
    private static final Sender SENDER = new Sender("demo-consumer", "4711@host");
    private static final Message TWO = new Message(
            SENDER, List.of(begun(TRIPPED), new Notice.Over(subject(ejected("a")), Notice.Over.Ending.RETURNED, TIME)));
    private static final String TEXT = "dubbo-gray, seen by demo-consumer (4711@host):%s"
            + "2026-05-01T12:03:07.250Z demo-provider: lane canary is tripped for 30s: 24 of 40 failed within 1s, stable"
            + " 1 of 300%s2026-05-01T12:03:07.250Z over: demo-provider: a of lane canary is back, and has stayed so";
    private static final String ESCAPED_TEXT = TEXT.formatted("\\u000a", "\\u000a");

    @Nested
    class Shapes {

        @Test
        void generic_saysAllOfIt() {
            assertThat(Format.GENERIC.write(TWO))
                    .isEqualTo(
                            "{\"version\":1,\"consumer\":{\"application\":\"demo-consumer\",\"process\":\"4711@host\"},"
                                    + "\"text\":\"" + ESCAPED_TEXT + "\",\"incidents\":["
                                    + "{\"key\":\"dubbo-gray/demo-provider/canary\",\"status\":\"begun\",\"kind\":\"lane-tripped\","
                                    + "\"application\":\"demo-provider\",\"lane\":\"canary\",\"instance\":null,"
                                    + "\"time\":\"2026-05-01T12:03:07.250Z\",\"text\":\"lane canary is tripped for 30s: 24 of 40 failed"
                                    + " within 1s, stable 1 of 300\",\"outForMillis\":30000,\"evidence\":{\"type\":\"too-many\","
                                    + "\"fault\":\"failed\",\"withinMillis\":1000,\"own\":{\"hits\":24,\"calls\":40},"
                                    + "\"others\":{\"hits\":1,\"calls\":300}}},"
                                    + "{\"key\":\"dubbo-gray/demo-provider/canary/a\",\"status\":\"over\",\"kind\":\"instance-returned\","
                                    + "\"application\":\"demo-provider\",\"lane\":\"canary\",\"instance\":\"a\","
                                    + "\"time\":\"2026-05-01T12:03:07.250Z\",\"text\":\"a of lane canary is back, and has stayed so\","
                                    + "\"outForMillis\":null,\"evidence\":null}]}");
        }

        @Test
        void dingtalk_isItsTextMessage() {
            assertThat(Format.DINGTALK.write(TWO))
                    .isEqualTo("{\"msgtype\":\"text\",\"text\":{\"content\":\"" + ESCAPED_TEXT + "\"}}");
        }

        @Test
        void feishu_isItsTextMessage() {
            assertThat(Format.FEISHU.write(TWO))
                    .isEqualTo("{\"msg_type\":\"text\",\"content\":{\"text\":\"" + ESCAPED_TEXT + "\"}}");
        }

        @Test
        void wecom_isItsTextMessage() {
            assertThat(Format.WECOM.write(TWO))
                    .isEqualTo("{\"msgtype\":\"text\",\"text\":{\"content\":\"" + ESCAPED_TEXT + "\"}}");
        }

        @Test
        void slack_isItsTextWithItsEscapes() {
            Message message = new Message(new Sender("a&b", "<c>"), List.of(begun(TRIPPED)));

            assertThat(Format.SLACK.write(TWO)).isEqualTo("{\"text\":\"" + ESCAPED_TEXT + "\"}");
            assertThat(Format.SLACK.write(message)).startsWith("{\"text\":\"dubbo-gray, seen by a&amp;b (&lt;c&gt;):");
        }
    }

    @Nested
    class Numbers {

        @Test
        void ejection_hasItsRun() {
            assertThat(json(ejected("a")))
                    .contains("\"kind\":\"instance-ejected\"", "\"outForMillis\":30000")
                    .endsWith(
                            "\"evidence\":{\"type\":\"run\",\"fault\":\"failed\",\"length\":5,\"withinMillis\":1000,"
                                    + "\"own\":{\"hits\":5,\"calls\":6},\"others\":{\"hits\":0,\"calls\":18},\"ejections\":1}}");
        }

        @Test
        void silence_hasItsProbes() {
            assertThat(json(unanswering("a")))
                    .contains("\"kind\":\"instance-unanswering\"")
                    .endsWith("\"outForMillis\":null,\"evidence\":{\"type\":\"unanswered\",\"probes\":3}}");
        }

        @Test
        void halfOpenLane_hasWhatWasLetThrough() {
            HealthEvent news = new HealthEvent.LaneTripped(
                    "canary", new Evidence.Probes(Fault.SLOW, new Rate(3, 4), 5), Duration.ofSeconds(30));

            assertThat(json(news))
                    .endsWith("\"evidence\":{\"type\":\"probes\",\"fault\":\"slow\",\"given\":5,"
                            + "\"own\":{\"hits\":3,\"calls\":4}}}");
        }

        private static String json(HealthEvent news) {
            return NoticeJson.of(begun(news)).toString();
        }
    }

    @Test
    @DisplayName("A robot's text stays below the shortest limit, in bytes, and says how many are left out")
    void manyNotices_areCut() {
        String long_ = "十".repeat(40);
        Message message = new Message(
                SENDER,
                IntStream.range(0, 50).mapToObj(i -> begun(ejected(long_ + i))).toList());

        List<String> lines = message.text().lines().toList();

        assertThat(message.text().getBytes(StandardCharsets.UTF_8).length).isBetween(1_700, Message.LONGEST_BYTES);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("and " + (50 - (lines.size() - 2)) + " more");
        assertThat(message.toJson().toString()).contains("/" + long_ + "49\"");
    }

    private static Notice begun(HealthEvent news) {
        return new Notice.Begun(subject(news), news, TIME);
    }
}
