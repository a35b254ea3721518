package io.github.dubbogray.router.alert;

import static io.github.dubbogray.router.alert.HealthNews.PROBED;
import static io.github.dubbogray.router.alert.HealthNews.PROVIDER;
import static io.github.dubbogray.router.alert.HealthNews.RETURNED;
import static io.github.dubbogray.router.alert.HealthNews.RETURNING;
import static io.github.dubbogray.router.alert.HealthNews.TRIPPED;
import static io.github.dubbogray.router.alert.HealthNews.back;
import static io.github.dubbogray.router.alert.HealthNews.ejected;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.OneShotTimer;
import io.github.dubbogray.testing.CapturedLog;
import io.github.dubbogray.webhook.Attempt;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.HttpWebhook;
import io.github.dubbogray.webhook.WebhookUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts on their way to a real HTTP server, with time moved by hand. */
class AlertsTest {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
    }

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String TRIP = "{\"text\":\"dubbo-gray, seen by demo-consumer (4711@host):\\u000a"
            + "2026-05-01T12:03:00Z demo-provider: lane canary is tripped for 30s: 24 of 40 failed within 1s, stable 1 of"
            + " 300\"}";

    private final OneShotTimer timer = new OneShotTimer();
    private final Meters meters = new Meters();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "ok";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpServer start(int port) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        started.createContext("/hook/secret", this::answer);
        started.createContext("/elsewhere", exchange -> {
            received.add("elsewhere");
            answer(exchange);
        });
        started.start();
        return started;
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException ignored) {
            // the client has read enough of a long answer
        }
    }

    @Nested
    class Telling {

        @Test
        void trip_isPostedOnceHoweverTheLaneFlaps() {
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING);
            for (int round = 0; round < 100; round++) {
                hear(alerts, TRIPPED, PROBED, RETURNING, TRIPPED, PROBED, RETURNING, RETURNED);
                timer.pass(Duration.ofMinutes(4));
            }

            assertThat(received)
                    .containsExactly("POST /hook/secret?key=secret application/json; charset=utf-8 " + TRIP);
        }

        @Test
        void lastsAndEnds_andThenNothingIsLeftToDo() {
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING_AND_END);
            hear(alerts, TRIPPED, RETURNED);
            timer.pass(Duration.ofHours(1));

            assertThat(received).hasSize(2);
            assertThat(received.get(1)).contains("2026-05-01T12:08:00Z over: demo-provider: lane canary is back");
            assertThat(timer.tasks()).isZero();
        }

        @Test
        void otherEvents_areNothing() {
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING);
            alerts.hear(new GrayEvent.DocumentGone(PROVIDER));
            hear(alerts, RETURNED, back("a"));

            assertThat(timer.tasks()).isZero();
        }

        @Test
        @DisplayName("Whoever is told of an event waits for no receiver")
        void hearing_sendsNothingItself() {
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING);
            hear(alerts, TRIPPED, ejected("a"));

            assertThat(received).isEmpty();
            timer.pass(SOON);
            assertThat(received).hasSize(1);
        }

        @Test
        void closed_sendsNothing() {
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING);
            hear(alerts, TRIPPED);
            alerts.close();
            hear(alerts, ejected("a"));

            assertThat(timer.isShutdown()).isTrue();
            assertThat(received).isEmpty();
        }
    }

    @Nested
    class Failing {

        @Test
        void receiverDownThenUp_getsTheAlertAndTheLogNoSecret() throws IOException {
            int port = server.getAddress().getPort();
            Alerts alerts = alerts(Format.SLACK, AlertSettings.Told.BEGINNING);
            server.stop(0);
            try (CapturedLog log = new CapturedLog()) {
                hear(alerts, TRIPPED);
                timer.pass(Duration.ofMinutes(1));
                server = start(port);
                timer.pass(Duration.ofMinutes(1));
                server.stop(0);

                assertThat(log.linesWith("http://127.0.0.1:" + port + "/hook/… cannot be reached: ConnectException"))
                        .isOne();
                assertThat(log.linesWith("http://127.0.0.1:" + port + "/hook/… takes alerts again"))
                        .isOne();
                assertThat(log.text()).doesNotContain("secret");
            }
            assertThat(received).singleElement().asString().endsWith(TRIP);
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "SLACK, 500, oops",
            "SLACK, 503, oops",
            "SLACK, 429, rate_limited",
            "GENERIC, 408, oops",
            "DINGTALK, 200, '{\"errcode\":130101,\"errmsg\":\"send too fast\"}'",
            "WECOM, 200, '{\"errcode\": 45009, \"errmsg\": \"api freq out of limit\"}'",
            "FEISHU, 200, '{\"code\":11232,\"data\":{},\"msg\":\"frequency limited\"}'"
        })
        void whatPasses_isTriedAgain(Format format, int failing, String words) {
            status = failing;
            answer = words;
            Alerts alerts = alerts(format, AlertSettings.Told.BEGINNING);
            try (CapturedLog log = new CapturedLog()) {
                hear(alerts, TRIPPED);
                timer.pass(Duration.ofSeconds(20));
                assertThat(log.linesWith("; alerts are tried again")).isOne();
                assertThat(log.text()).contains(words);
            }
            assertThat(received).hasSize(5);
            status = 200;
            answer = "{\"StatusCode\":0,\"errcode\":0,\"code\":0}";
            timer.pass(Duration.ofMinutes(10));

            assertThat(received).hasSize(6).containsOnly(received.get(0));
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isZero();
        }

        @ParameterizedTest
        @CsvSource({
            "SLACK, 404, no_service, answers 404 no_service",
            "GENERIC, 302, see there, answers 302 see there (redirects are not followed)",
            "DINGTALK, 200, '{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}', keywords not in content",
            "WECOM, 200, '{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}', invalid webhook url",
            "FEISHU, 200, '{\"code\":19001,\"msg\":\"param invalid\"}', param invalid"
        })
        void whatWillNotPass_isGivenUp(Format format, int failing, String words, String said) {
            status = failing;
            answer = words;
            Alerts alerts = alerts(format, AlertSettings.Told.BEGINNING);
            try (CapturedLog log = new CapturedLog()) {
                hear(alerts, TRIPPED);
                timer.pass(Duration.ofHours(1));

                assertThat(log.text().lines().filter(line -> line.contains("given up")))
                        .singleElement()
                        .asString()
                        .contains("/hook/… answers", said, "ERROR");
                assertThat(log.text()).doesNotContain("secret");
            }
            assertThat(received).hasSize(1);
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isOne();
        }

        @Test
        @DisplayName("The time limit is one of the whole answer: what stops in the middle holds up nobody")
        void answerThatStops_failsInTime() throws Exception {
            CountDownLatch end = new CountDownLatch(1);
            server.stop(0);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newSingleThreadExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            try {
                assertThat(new HttpWebhook(new WebhookUrl(uri), Format.SLACK, Duration.ofMillis(200)).post("{}"))
                        .isEqualTo(new Attempt.Failed("time", "does not answer within 200ms"));
            } finally {
                end.countDown();
                threads.shutdown();
            }
        }

        @Test
        void longAnswer_isNotReadToItsEnd() {
            answer = "x".repeat(10_000_000);
            Alerts alerts = alerts(Format.FEISHU, AlertSettings.Told.BEGINNING);
            hear(alerts, TRIPPED);
            timer.pass(Duration.ofMinutes(5));

            assertThat(received).hasSize(1);
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isZero();
        }
    }

    private Alerts alerts(Format format, AlertSettings.Told told) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret?key=secret");
        return new Alerts(
                new AlertSettings(new WebhookUrl(uri), format, told),
                () -> new Sender("demo-consumer", "4711@host"),
                ApplicationWatch::none,
                timer.surroundings(),
                meters);
    }

    private static void hear(Alerts alerts, HealthEvent... news) {
        for (HealthEvent each : news) {
            alerts.hear(HealthNews.event(each));
        }
    }
}
