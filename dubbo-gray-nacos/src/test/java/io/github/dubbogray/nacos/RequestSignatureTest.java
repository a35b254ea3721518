package io.github.dubbogray.nacos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.client.auth.ram.RamContext;
import com.alibaba.nacos.client.auth.ram.injector.AbstractResourceInjector;
import com.alibaba.nacos.client.auth.ram.injector.ConfigResourceInjector;
import com.alibaba.nacos.client.auth.ram.injector.NamingResourceInjector;
import com.alibaba.nacos.plugin.auth.api.LoginIdentityContext;
import com.alibaba.nacos.plugin.auth.api.RequestResource;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Requests with an access key are signed as Nacos's own client signs them")
class RequestSignatureTest {

    private static final Credentials.AccessKey KEY = new Credentials.AccessKey("LTAI5tExample", "s3cret ünd 密");
    private static final long NOW = 1_764_284_400_000L;

    private static Map<String, String> ofNacos(AbstractResourceInjector injector, RequestResource resource) {
        RamContext context = new RamContext();
        context.setAccessKey(KEY.id());
        context.setSecretKey(KEY.secret());
        LoginIdentityContext signed = new LoginIdentityContext();
        injector.doInject(resource, context, signed);
        Map<String, String> headers = new HashMap<>();
        signed.getAllKey().forEach(key -> headers.put(key, signed.getParameter(key)));
        return headers;
    }

    private static Parameters parameters(String namespace, String group) {
        Parameters parameters = Parameters.none();
        parameters = namespace.isEmpty() ? parameters : parameters.and("namespaceId", namespace);
        return group.isEmpty() ? parameters : parameters.and("groupName", group);
    }

    @ParameterizedTest
    @CsvSource({"public, dubbo", "'', dubbo", "b1f0-ns, ''", "'', ''", "中文, DEFAULT_GROUP"})
    void configuration_isSignedByNamespaceAndGroup(String namespace, String group) {
        RequestResource resource = RequestResource.configBuilder()
                .setNamespace(namespace)
                .setGroup(group)
                .setResource("demo-provider.gray-router")
                .build();
        Map<String, String> theirs = ofNacos(new ConfigResourceInjector(), resource);

        assertThat(RequestSignature.of(
                        KEY,
                        "/v3/admin/cs/history/list",
                        parameters(namespace, group).and("dataId", "demo-provider.gray-router"),
                        Long.parseLong(theirs.get("Timestamp"))))
                .isEqualTo(theirs)
                .containsOnlyKeys("Spas-AccessKey", "Timestamp", "Spas-Signature");
    }

    @ParameterizedTest
    @CsvSource({
        "demo-provider, DEFAULT_GROUP",
        "providers:com.acme.Greeter:1.0.0:, dubbo",
        "demo-provider, ''",
        "DEFAULT_GROUP@@demo-provider, DEFAULT_GROUP",
        "'', ''"
    })
    void service_isSignedByItsName(String service, String group) {
        RequestResource resource = RequestResource.namingBuilder()
                .setNamespace("public")
                .setGroup(group)
                .setResource(service)
                .build();
        Map<String, String> theirs = ofNacos(new NamingResourceInjector(), resource);
        Parameters parameters = parameters("public", group);

        assertThat(RequestSignature.of(
                        KEY,
                        "/v3/admin/ns/instance/list",
                        service.isEmpty() ? parameters : parameters.and("serviceName", service),
                        Long.parseLong(theirs.get("data").split("@@", 2)[0])))
                .isEqualTo(theirs)
                .containsOnlyKeys("ak", "data", "signature");
    }

    /** Known answers, computed with {@code openssl dgst -sha1 -hmac secret -binary | base64}. */
    @Test
    void knownAnswers() {
        Credentials.AccessKey key = new Credentials.AccessKey("id", "secret");

        assertThat(RequestSignature.of(key, "/v3/admin/cs/config", parameters("public", "dubbo"), NOW))
                .containsEntry("Spas-Signature", "C5ey27MXeblb2EYt/Xa6JuDJjl8=");
        assertThat(RequestSignature.of(
                        key,
                        "/v3/admin/ns/instance",
                        parameters("public", "DEFAULT_GROUP").and("serviceName", "demo-provider"),
                        NOW))
                .containsEntry("signature", "ZijcRoqAp/GC70BStbjm+yvoxyw=");
    }

    @Test
    void whatIsOfNeitherKind_isNotSigned() {
        assertThat(RequestSignature.of(KEY, "/v3/admin/core/namespace/list", Parameters.none(), NOW))
                .isEmpty();
    }

    @Test
    void blankPart_isRefused_andNoTextHasTheSecret() {
        assertThatThrownBy(() -> new Credentials.AccessKey("id", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(KEY).hasToString("with access key LTAI5tExample");
    }

    @Nested
    class OnTheWire {

        private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
        private final List<String> asked = new CopyOnWriteArrayList<>();

        private NacosApi at(HttpServer server) {
            return new NacosApi(
                    NacosServers.of("127.0.0.1:" + server.getAddress().getPort())
                            .as(new Credentials.AccessKey("id", "secret")),
                    clock);
        }

        private HttpServer serverWith(int status, String body) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var headers = exchange.getRequestHeaders();
                asked.add(exchange.getRequestURI().getPath() + " " + headers.getFirst("Spas-AccessKey") + " "
                        + headers.getFirst("Spas-Signature"));
                byte[] answer = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        }

        @Test
        void request_isSigned_andNobodyLogsIn() throws IOException {
            HttpServer server = serverWith(200, "{\"code\":0,\"data\":true}");
            try {
                at(server).post(NacosAdmin.CONFIG, parameters("public", "dubbo").and("content", "text"));
            } finally {
                server.stop(0);
            }

            assertThat(asked).containsExactly("/nacos/v3/admin/cs/config id C5ey27MXeblb2EYt/Xa6JuDJjl8=");
        }

        @Test
        void denial_isNotTriedAgain_andTellsOfAClockThatIsOff() throws IOException {
            HttpServer server = serverWith(403, "{\"code\":403,\"message\":\"invalid signature\"}");
            try {
                assertThatThrownBy(() -> at(server).get(NacosAdmin.CONFIG, parameters("public", "dubbo")))
                        .isInstanceOfSatisfying(
                                NacosRequestException.class,
                                denied -> assertThat(denied.detail())
                                        .startsWith("invalid signature; the clock of this machine is ")
                                        .endsWith(
                                                " min behind the server's, and signatures have a time (asked with access key id)"));
            } finally {
                server.stop(0);
            }

            assertThat(asked)
                    .filteredOn(request -> request.contains(NacosAdmin.CONFIG))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 27 Nov 2025 23:00:00 GMT | ''",
                "Thu, 27 Nov 2025 23:01:59 GMT | ''",
                "Thu, 27 Nov 2025 23:10:00 GMT | 10 min behind",
                "Thu, 27 Nov 2025 20:00:00 GMT | 180 min ahead of",
                "soon | ''"
            })
    void clockThatIsOff_isTold(String date, String told) {
        Optional<String> said = RequestSignature.clockIn(Optional.of(date), NOW);

        assertThat(said.isPresent()).isEqualTo(!told.isEmpty());
        assertThat(said.orElse("")).contains(told);
        assertThat(RequestSignature.clockIn(Optional.empty(), NOW)).isEmpty();
    }
}
