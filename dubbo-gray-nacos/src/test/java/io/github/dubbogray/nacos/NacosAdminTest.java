package io.github.dubbogray.nacos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NacosAdminTest {
    private static final ConfigId CONFIG = new ConfigId("demo-provider.gray-router", "dubbo");

    private HttpServer server;
    private NacosAdmin admin;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        admin = NacosAdmin.of("127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Nested
    class Errors {
        @Test
        void refused_namesPathStatusAndBody() {
            answer(500, "{\"code\":30000,\"message\":\"server error\"}");
            assertThatThrownBy(() -> admin.publishConfig(CONFIG, "text"))
                    .isInstanceOf(NacosRequestException.class)
                    .hasMessage("POST /nacos/v3/admin/cs/config was answered with HTTP 500: "
                            + "{\"code\":30000,\"message\":\"server error\"}");
        }

        @Test
        void failureInsideSuccess_isAFailure() {
            answer(200, "{\"code\":20004,\"message\":\"no\"}");
            assertThatThrownBy(() -> admin.services()).hasMessageContaining("HTTP 200: {\"code\":20004");
        }

        @Test
        void notNacos_isAFailure() {
            answer(200, "<html>");
            assertThatThrownBy(() -> admin.services()).hasMessageContaining("HTTP 200: <html>");
        }

        @Test
        void nobodyListens_namesAddress() {
            server.stop(0);
            assertThat(admin.isReady()).isFalse();
            assertThatThrownBy(() -> admin.services())
                    .hasMessageContaining("GET /nacos/v3/admin/ns/service/list got no answer from 127.0.0.1:");
        }
    }

    @Nested
    class Config {
        @Test
        void notFound_isEmpty() {
            answer(404, "{\"code\":20004,\"message\":\"resource not found\"}");
            assertThat(admin.config(CONFIG)).isEmpty();
        }
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
