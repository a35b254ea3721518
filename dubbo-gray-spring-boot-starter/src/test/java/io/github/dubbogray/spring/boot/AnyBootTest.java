package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.dubbo.config.spring.context.annotation.EnableDubbo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** The way of a tag through an application of any Spring Boot 3, with nothing in it that only some have. */
@SpringBootTest(classes = AnyBootTest.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class AnyBootTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "x-gray-tag, canary, canary canary",
        "x-gray-version, v2, version=v2 version=v2",
        "x-other, canary, none none"
    })
    @DisplayName("R1: what a request came with is its tag, and goes on with what RestTemplate sends")
    void tag_goesInAndOut(String header, String value, String seen) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/relay"))
                .header(header, value)
                .header("port", Integer.toString(port))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo(seen);
    }

    /** An application with Dubbo, the starter and nothing else of this library. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableDubbo
    static class Application {

        @Bean
        Relay relayOfAnyBoot(RestTemplateBuilder builder) {
            return new Relay(builder.build());
        }
    }

    /** Says which tag a request has, and which one the next hop gets. */
    @RestController
    static class Relay {

        private final RestTemplate next;

        Relay(RestTemplate next) {
            this.next = next;
        }

        @GetMapping("/relay")
        String relay(@RequestHeader("port") int port) {
            ResponseEntity<String> there = next.getForEntity("http://127.0.0.1:" + port + "/seen", String.class);
            return here() + " " + there.getBody();
        }

        @GetMapping("/seen")
        String seen(@RequestHeader(value = "x-gray-tag", defaultValue = "none") String tag) {
            return tag;
        }

        private static String here() {
            return GrayContext.tag().map(Tag::text).orElse("none");
        }
    }
}
