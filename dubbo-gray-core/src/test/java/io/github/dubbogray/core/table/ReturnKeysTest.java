package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.rule.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H4: a lane returns by the keys that led to it")
class ReturnKeysTest {

    private final ReturnKeys keys = ReturnKeys.of(table("""
            apiVersion: dubbo-gray/v1
            application: shop
            lanes:
              canary: { labels: { version: v2 }, affinity: attachment.cart }
              beta: { labels: { version: v3 } }
            rules:
              - { id: devices, when: { method: a }, to: { canary: 10%, stable: 90% }, sticky: attachment.device }
              - { id: users, to: { canary: 10%, stable: 90% }, sticky: attachment.user }
            """));

    @Test
    void keyOfTheFirstRuleThatTheRequestHas_counts() {
        assertThat(keys.keyOf("canary", request(Map.of("device", "d1", "user", "u1", "cart", "c1"))))
                .isEqualTo("d1");
        assertThat(keys.keyOf("canary", request(Map.of("user", "u1", "cart", "c1"))))
                .isEqualTo("u1");
    }

    @Test
    void affinity_countsWhereNoRuleHasAKey() {
        assertThat(keys.keyOf("canary", request(Map.of("cart", "c1")))).isEqualTo("c1");
    }

    @Test
    void requestOrLaneWithoutKey_hasNone() {
        assertThat(keys.keyOf("canary", request(Map.of()))).isNull();
        assertThat(keys.keyOf("beta", request(Map.of("user", "u1")))).isNull();
        assertThat(keys.keyOf("stable", request(Map.of("user", "u1")))).isNull();
    }

    private static Table table(String text) {
        return ((Reading.Accepted) DocumentReader.read("shop", text)).table();
    }

    private static Request request(Map<String, String> attachments) {
        return new Request() {
            @Override
            public @Nullable String attachment(String key) {
                return attachments.get(key);
            }

            @Override
            public String method() {
                return "buy";
            }

            @Override
            public String service() {
                return "Shop";
            }

            @Override
            public String application() {
                return "web";
            }
        };
    }
}
