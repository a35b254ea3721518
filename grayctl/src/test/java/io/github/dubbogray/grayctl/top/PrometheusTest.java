package io.github.dubbogray.grayctl.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The answers are of the form that the HTTP API of Prometheus documents for instant queries. */
@DisplayName("Figures of a Prometheus")
class PrometheusTest {

    private final List<String> queries = new ArrayList<>();
    private HttpServer server;

    private Prometheus answering(int status, Function<String, String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query", exchange -> {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8)
                    .substring("query=".length());
            queries.add(query);
            byte[] answer = answers.apply(query).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return new Prometheus("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static String vector(String rows) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + rows + "]}}";
    }

    private static String row(String lane, String value) {
        return "{\"metric\":{\"lane\":\"" + lane + "\"},\"value\":[1767323045.1,\"" + value + "\"]}";
    }

    @Test
    void figures_areOfTheLastMinuteByLane() throws IOException {
        Prometheus prometheus = answering(
                200,
                query -> query.startsWith("histogram")
                        ? vector(row("canary", "0.25") + "," + row("stable", "NaN"))
                        : query.contains("failure")
                                ? vector(row("canary", "1"))
                                : vector(row("canary", "4") + "," + row("stable", "0")
                                        + ",{\"metric\":{},\"value\":[1,\"1\"]}"));

        assertThat(prometheus.of("shop"))
                .isEqualTo(new Figures.Read(Map.of(
                        "canary", new LaneFigures(4, 0.25, OptionalDouble.of(0.25)),
                        "stable", new LaneFigures(0, 0, OptionalDouble.empty()))));
        assertThat(queries)
                .containsExactly(
                        "sum by (lane) (rate(dubbo_gray_calls_seconds_count{application=\"shop\"}[1m]))",
                        "sum by (lane) (rate(dubbo_gray_calls_seconds_count{application=\"shop\",outcome=\"failure\"}[1m]))",
                        "histogram_quantile(0.99, sum by (le, lane) (rate(dubbo_gray_calls_seconds_bucket"
                                + "{application=\"shop\",outcome!=\"ignored\"}[1m])))");
    }

    @Test
    void whoIsNoPrometheus_isMissing() throws IOException {
        assertThat(answering(200, query -> "<html>").of("shop"))
                .isInstanceOfSatisfying(
                        Figures.Missing.class,
                        missing -> assertThat(missing.why()).endsWith(" answers something else than Prometheus does"));
        server.stop(0);
        assertThat(answering(503, query -> "").of("shop"))
                .isInstanceOfSatisfying(
                        Figures.Missing.class,
                        missing -> assertThat(missing.why()).endsWith(" answers 503"));
    }

    @Test
    void nobody_isMissing() {
        assertThat(new Prometheus("http://127.0.0.1:1").of("shop"))
                .isEqualTo(new Figures.Missing("http://127.0.0.1:1 does not answer"));
        assertThat(new Prometheus("nowhere at all").of("shop"))
                .isEqualTo(new Figures.Missing("nowhere at all is no address; it must be like http://prometheus:9090"));
    }
}
