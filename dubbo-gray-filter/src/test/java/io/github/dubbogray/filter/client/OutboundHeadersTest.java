package io.github.dubbogray.filter.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboundHeadersTest {

    private static final URI ORDERS = URI.create("http://orders.internal:8080/orders");
    private static final URI ELSEWHERE = URI.create("https://example.com/");

    @Test
    void tag_isOneHeader() throws Exception {
        try (TestApplication application = TestApplication.active()) {
            OutboundHeaders headers = OutboundHeaders.of(application.model());

            assertThat(GrayContext.call("canary", () -> headers.to(ORDERS)))
                    .containsExactly(new OutboundHeaders.Header("x-gray-tag", "canary"));
            assertThat(headers.to(ORDERS)).isEmpty();
        }
    }

    @Test
    void tag_isSignedWhereASecretIsConfigured() throws Exception {
        try (TestApplication application = TestApplication.with("dubbo.gray.entry.secret", "the tests' secret")) {
            OutboundHeaders headers = OutboundHeaders.of(application.model());

            assertThat(GrayContext.call("canary", () -> headers.to(ORDERS)))
                    .extracting(OutboundHeaders.Header::name)
                    .containsExactly("x-gray-tag", "x-gray-signature");
        }
    }

    @Test
    void hosts_areThoseOfTheProperty() throws Exception {
        try (TestApplication application = TestApplication.with("dubbo.gray.http.hosts", "*.internal")) {
            OutboundHeaders headers = OutboundHeaders.of(application.model());

            assertThat(GrayContext.call("canary", () -> headers.to(ORDERS))).hasSize(1);
            assertThat(GrayContext.call("canary", () -> headers.to(ELSEWHERE))).isEmpty();
        }
    }

    @Test
    void propertiesThatComeBeforeTheFirstTag_areRead() throws Exception {
        try (TestApplication application = TestApplication.active()) {
            OutboundHeaders headers = OutboundHeaders.of(application.model());
            headers.to(ELSEWHERE);
            application.model().modelEnvironment().setAppConfigMap(Map.of("dubbo.gray.http.hosts", "orders.internal"));

            assertThat(GrayContext.call("canary", () -> List.of(headers.to(ORDERS), headers.to(ELSEWHERE))))
                    .containsExactly(List.of(new OutboundHeaders.Header("x-gray-tag", "canary")), List.of());
        }
    }
}
