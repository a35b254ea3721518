package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void whatYamlWouldFoldOrRefuse_isEscaped() {
        assertThat(JsonObject.quoted("a\u0085b\u007Fc\uFEFFd\uFFFF")).isEqualTo("\"a\\u0085b\\u007fc\\ufeffd\\uffff\"");
    }

    @Test
    void keys_keepTheirOrder() {
        assertThat(new JsonObject()
                        .put("z", "text")
                        .put("a", 1_000_000_000_000L)
                        .putOrNull("n", null)
                        .putNull("p")
                        .putOrNull("m", "there")
                        .put("o", new JsonObject())
                        .put("l", List.of(new JsonObject().put("b", 2), new JsonObject()))
                        .toString())
                .isEqualTo(
                        "{\"z\":\"text\",\"a\":1000000000000,\"n\":null,\"p\":null,\"m\":\"there\",\"o\":{},\"l\":[{\"b\":2},{}]}");
    }

    @Test
    void texts_areEscaped() {
        assertThat(new JsonObject().put("k\"", "a\\b\n\u0001\u2028 张三 \uD800").toString())
                .isEqualTo("{\"k\\\"\":\"a\\\\b\\u000a\\u0001\\u2028 张三 \\ud800\"}");
    }
}
