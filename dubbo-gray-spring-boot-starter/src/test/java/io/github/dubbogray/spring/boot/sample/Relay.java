package io.github.dubbogray.spring.boot.sample;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** {@code GET /relay} answers its tag, and what its own HTTP calls bring to {@code GET /seen}. */
@RestController
class Relay {

    private final RestClient client;
    private final RestTemplate template;

    Relay(RestClient.Builder client, RestTemplateBuilder template) {
        this.client = client.build();
        this.template = template.build();
    }

    @GetMapping("/relay")
    List<String> relay(HttpServletRequest request) {
        String seen = "http://127.0.0.1:" + request.getLocalPort() + "/seen";
        return List.of(
                GrayContext.tag().map(Tag::text).orElse("none"),
                client.get().uri(seen).retrieve().body(String.class),
                template.getForObject(seen, String.class));
    }

    @GetMapping("/seen")
    String seen(@RequestHeader(name = Tag.KEY, defaultValue = "none") String tag) {
        return tag;
    }
}
