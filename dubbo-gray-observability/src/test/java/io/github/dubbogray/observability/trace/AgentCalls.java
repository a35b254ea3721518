package io.github.dubbogray.observability.trace;

import io.github.dubbogray.filter.outcome.Shop;
import io.github.dubbogray.filter.outcome.ShopSystem;
import java.nio.file.Files;
import java.util.Map;
import org.apache.dubbo.rpc.RpcContext;

/** Calls in a process that {@link AgentSpansTest} starts with OpenTelemetry's agent: one that is colored, one that falls back. */
final class AgentCalls {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 } }
            rules:
              - { id: qa, when: { attachment.x-user-type: qa }, to: canary }
            """;

    private AgentCalls() {}

    /** Makes the calls by the protocol that is named. */
    public static void main(String[] protocol) throws Exception {
        try (ShopSystem system = new ShopSystem(protocol[0], Files.createTempDirectory("dubbo-gray-agent"))) {
            Shop shop = system.shop(DOCUMENT, Map.of("retries", "0"));
            RpcContext.getClientAttachment().setAttachment("x-user-type", "qa");
            shop.getPrice("a");
            ShopSystem.tag("absent");
            shop.getPrice("a");
        }
    }
}
