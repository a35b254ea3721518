package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.spring.boot.sample.SampleApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** A whole Spring Boot application on an embedded Tomcat, with Dubbo and its config centre. */
@SpringBootTest(
        classes = {SampleApplication.class, StarterInTomcatTest.EarlyBird.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
class StarterInTomcatTest {

    static {
        MemoryConfigCentre.TEXTS.put("demo-web.gray-router", """
                apiVersion: dubbo-gray/v1
                application: demo-web
                lanes:
                  canary: { labels: { version: v2 } }
                rules:
                  - { id: beta, when: { header.user-id: beta }, to: canary }
                """);
        MemoryConfigCentre.TEXTS.put("dubbo.properties", "dubbo.gray.entry.cookie=lane");
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationModel dubbo;

    @Autowired
    private EarlyBird early;

    @Nested
    class Tags {

        @Test
        @DisplayName("R1: the header's tag is the request's, and goes on with what RestClient and RestTemplate send")
        void header_goesInAndOut() throws Exception {
            assertThat(get("/relay", "x-gray-tag", "beta")).isEqualTo("[\"beta\",\"beta\",\"beta\"]");
        }

        @Test
        @DisplayName("R2: the application's own document is in force for the first request that the container accepts")
        void ownDocument_colorsTheFirstRequest() {
            assertThat(early.answer).isEqualTo("[\"canary\",\"canary\",\"canary\"]");
        }

        @Test
        void propertiesOfTheConfigCentre_holdForTheEntry() throws Exception {
            assertThat(get("/relay", "Cookie", "lane=beta")).isEqualTo("[\"beta\",\"beta\",\"beta\"]");
        }

        @Test
        @DisplayName("R5: a request without a tag has none, also after those that had one")
        void untagged_staysUntagged() throws Exception {
            assertThat(get("/relay", "user-id", "other")).isEqualTo("[\"none\",\"none\",\"none\"]");
        }

        @Test
        void filter_isOfTheDubboThatTheContextStarts() {
            assertThat(dubbo.tryGetApplicationName()).isEqualTo("demo-web");
            assertThat(dubbo.getBeanFactory().getBean(GrayEntry.class)).isNotNull();
        }
    }

    /** Two versions of an API in one process (seed 3.2); the pattern stands in docs/version-dispatch.md. */
    @Nested
    class Versions {

        private static final String FIRST = "{\"id\":\"7\",\"quantity\":3}";
        private static final String SECOND = "{\"id\":\"7\",\"quantity\":3,\"carrier\":\"DHL\"}";

        @Test
        void paths_answerSideBySide() throws Exception {
            assertThat(get("/api/v1/orders/7", "accept-version", "v2")).isEqualTo(FIRST);
            assertThat(get("/api/v2/orders/7", "accept-version", "v1")).isEqualTo(SECOND);
        }

        @ParameterizedTest
        @CsvSource({
            "accept-version, v1",
            "accept-version, v9",
            "accept-version, not a version",
            "x-gray-tag, canary",
            "x-other, v2"
        })
        void firstVersion_answersWhoeverNamesNoOther(String header, String value) throws Exception {
            assertThat(get("/api/orders/7", header, value)).isEqualTo(FIRST);
        }

        @ParameterizedTest
        @CsvSource({
            "accept-version, v2",
            "accept-version, V2",
            "x-gray-version, v2",
            "x-gray-tag, 'version=v2,region=sh'"
        })
        void secondVersion_answersWhoeverNamesIt(String header, String value) throws Exception {
            assertThat(get("/api/orders/7", header, value)).isEqualTo(SECOND);
        }
    }

    private String get(String path, String header, String value) throws IOException, InterruptedException {
        return get(port, path, header, value);
    }

    private static String get(int port, String path, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(header, value)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Makes a request as soon as there is somebody to take it, before Spring says that the context is ready. */
    static final class EarlyBird implements ApplicationListener<ServletWebServerInitializedEvent> {

        private String answer = "";

        @Override
        public void onApplicationEvent(ServletWebServerInitializedEvent event) {
            try {
                answer = get(event.getWebServer().getPort(), "/relay", "user-id", "beta");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
