package io.github.dubbogray.release.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.release.Action.Level;
import io.github.dubbogray.webhook.Delivery;
import io.github.dubbogray.webhook.DeliveryNews;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.WebhookUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookTellingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T12:03:07.250Z"), ZoneOffset.UTC);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        timer.shutdownNow();
    }

    private WebhookTelling telling(Format format) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret?token=s3cr3t");
        return new WebhookTelling(
                "demo",
                new WebhookTelling.Destination(new WebhookUrl(uri), format, "1@host"),
                CLOCK,
                new Delivery.Surroundings(() -> 0, bound -> 0, timer, WebhookTelling.APART),
                new Said());
    }

    @Test
    void generic_hasEachNoticeWithItsLevel() throws InterruptedException {
        WebhookTelling telling = telling(Format.GENERIC);
        telling.tell(Level.CRITICAL, "release r-1 is rolling-back at step 1: why");
        telling.tell(Level.INFO, "over");
        telling.finish();

        assertThat(received)
                .containsExactly(
                        "{\"version\":1,\"controller\":{\"process\":\"1@host\"},\"text\":\"dubbo-gray, release controller"
                                + " 1@host:\\u000a2026-05-01T12:03:07.250Z CRITICAL demo: release r-1 is rolling-back at"
                                + " step 1: why\\u000a2026-05-01T12:03:07.250Z INFO demo: over\",\"releases\":["
                                + "{\"key\":\"dubbo-gray/demo/release\",\"level\":\"critical\",\"application\":\"demo\","
                                + "\"time\":\"2026-05-01T12:03:07.250Z\",\"text\":\"release r-1 is rolling-back at step 1: why\"},"
                                + "{\"key\":\"dubbo-gray/demo/release\",\"level\":\"info\",\"application\":\"demo\","
                                + "\"time\":\"2026-05-01T12:03:07.250Z\",\"text\":\"over\"}]}");
        assertThat(said).isEmpty();
    }

    @Test
    void robot_getsItsText() throws InterruptedException {
        WebhookTelling telling = telling(Format.FEISHU);
        telling.tell(Level.INFO, "x");
        telling.finish();

        assertThat(received)
                .containsExactly("{\"msg_type\":\"text\",\"content\":{\"text\":\"dubbo-gray, release controller 1@host:"
                        + "\\u000a2026-05-01T12:03:07.250Z INFO demo: x\"}}");
    }

    @Test
    @DisplayName("What is said of a webhook that refuses has nothing of its URL but the beginning")
    void refusal_isSaidWithoutSecrets() throws InterruptedException {
        status = 403;
        WebhookTelling telling = telling(Format.GENERIC);
        telling.tell(Level.INFO, "x");
        telling.finish();

        assertThat(said).contains("dropped").anyMatch(line -> line.contains("answers 403; 1 alert(s) are given up"));
        assertThat(String.join("\n", said)).doesNotContain("secret", "s3cr3t");
    }

    private final class Said implements DeliveryNews {
        @Override
        public void debug(String sentence) {
            said.add(sentence);
        }

        @Override
        public void info(String sentence) {
            said.add(sentence);
        }

        @Override
        public void warn(String sentence) {
            said.add(sentence);
        }

        @Override
        public void error(String sentence) {
            said.add(sentence);
        }

        @Override
        public void dropped() {
            said.add("dropped");
        }
    }
}
