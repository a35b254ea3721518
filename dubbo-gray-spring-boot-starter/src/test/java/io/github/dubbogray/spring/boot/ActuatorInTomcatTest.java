package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.observability.qos.GrayReport;
import io.github.dubbogray.router.GrayApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.dubbo.config.spring.context.annotation.EnableDubbo;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = ActuatorInTomcatTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=health,gray,prometheus",
            "management.endpoint.health.show-details=always"
        })
@DisplayName("The actuator of a whole application of any Spring Boot 3")
class ActuatorInTomcatTest {

    static {
        MemoryConfigCentre.TEXTS.put("bad.gray-router", "no: document");
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationModel dubbo;

    /** An application with Dubbo, the starter, the actuator and nothing else. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableDubbo
    static class Application {}

    @BeforeEach
    void follow() {
        GrayApplication.of(dubbo).documents().follow("bad", ActuatorInTomcatTest::takeNoNote);
    }

    private static void takeNoNote() {}

    @Test
    void badDocument_isInTheDetailsAndUp() throws Exception {
        JsonNode health = json(get("/actuator/health").body());

        assertThat(health.path("status").asText()).isEqualTo("UP");
        JsonNode gray = health.path("components").path("gray");
        assertThat(gray.path("status").asText()).isEqualTo("UP");
        JsonNode details = gray.path("details");
        assertThat(details.path("state").asText()).isEqualTo("active");
        assertThat(details.path("documents").path("bad").path("state").asText()).isEqualTo("refused");
        assertThat(details.path("documents").path("bad").path("revision").asText())
                .isEqualTo("none");
        assertThat(details.path("ejected").isArray()).isTrue();
        assertThat(details.path("tripped").isArray()).isTrue();
    }

    @Test
    @DisplayName("a script that asks with curl and jq reads \"UP\"")
    void script_readsUp() throws Exception {
        assumeTrue(isInstalled("curl") && isInstalled("jq"), "curl and jq");
        Process script = new ProcessBuilder(
                        "sh", "-c", "curl -s http://127.0.0.1:" + port + "/actuator/health | jq .status")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("\"UP\"\n");
        assertThat(script.waitFor()).isZero();
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    @Test
    void root_isTheStatus() throws Exception {
        HttpResponse<String> answer = get("/actuator/gray");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        JsonNode application = json(answer.body()).path("applications").path(0);
        assertThat(application.path("application").asText()).isEqualTo("demo-web");
        assertThat(application.path("documents").findValuesAsText("application"))
                .contains("bad");
        assertThat(application.has("counters")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "rules", "instances", "health", "switches"})
    void report_isThatOfTheCommand(String name) throws Exception {
        JsonNode there = json(get("/actuator/gray/" + name).body());
        JsonNode here = json(GrayReport.valueOf(name.toUpperCase(Locale.ROOT)).toJson(List.of(dubbo)));

        assertThat(names(there.path("applications").path(0)))
                .hasSizeGreaterThan(2)
                .isEqualTo(names(here.path("applications").path(0)));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("Prometheus reads the metrics where it reads the others")
    void prometheus_hasTheMetrics() throws Exception {
        await().untilAsserted(() -> assertThat(get("/actuator/prometheus").body())
                .contains("dubbo_gray_bugs_total 0.0")
                .contains("dubbo_gray_document_state{application=\"bad\",state=\"refused\"")
                .contains("process_cpu_usage"));
    }

    @Test
    void unknownReport_isNotFound() throws Exception {
        assertThat(get("/actuator/gray/nonsense").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
