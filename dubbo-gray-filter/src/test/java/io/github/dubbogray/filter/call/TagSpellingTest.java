package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copies of our keys in any spelling, and values of any type, over real sockets and two hops. The edge believes nobody or
 * everybody; behind it is a hop that believes everybody, by Triple, where a leftover would become the tag.
 */
@SuppressWarnings({"UnnecessaryStringBuilder", "JavaUtilDate"}) // their types are what matters
class TagSpellingTest {

    private static final Map<String, String> QUIET =
            Map.of("dubbo.application.qos-enable", "false", "dubbo.service.shutdown.wait", "1");

    private static final List<String> PROTOCOLS = List.of("dubbo", "tri");

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    @AfterEach
    void stop() throws Exception {
        CopyingFilter.ONTO_THE_CALL.clear();
        CopyingFilter.INTO_THE_CONTEXT.clear();
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName(
            "what a call was placed by is what the provider sees, whatever the application copies onto it behind the router")
    void copiesBehindTheRouter_changeNothing(String protocol) throws Exception {
        Echo echo = calling(serving("server", Map.of(), protocol, LinkServer::here), protocol);
        List<Map<String, Object>> copies = List.of(
                Map.of("X-Gray-Tag", "forged"),
                Map.of("x-gray-tag", "forged"),
                Map.of("X-GRAY-TAG", "forged", "x-Gray-tag", "other", "x-gray-tag-bin", "AAAA"),
                Map.of("x-gray-tag-bin", "Zm9yZ2Vk"),
                Map.of("x-gray-tag", new byte[] {1}),
                Map.of("X-Gray-Tag", new StringBuilder("forged")),
                Map.of("baggage", "x-gray-tag=forged,a=b"),
                Map.of("Baggage", new StringBuilder("x-gray-tag=forged")));
        for (Map<String, Object> copy : copies) {
            CopyingFilter.ONTO_THE_CALL.clear();
            CopyingFilter.INTO_THE_CONTEXT.clear();
            CopyingFilter.ONTO_THE_CALL.putAll(copy);
            assertThat(GrayContext.call("canary", () -> echo.echo("tagged")))
                    .as("%s", copy)
                    .isEqualTo("canary");
            assertThat(echo.echo("untagged")).as("%s", copy).isEqualTo("-");

            CopyingFilter.ONTO_THE_CALL.clear();
            CopyingFilter.INTO_THE_CONTEXT.putAll(copy);
            assertThat(GrayContext.call("canary", () -> echo.echo("tagged")))
                    .as("%s", copy)
                    .isEqualTo("canary");
            assertThat(echo.echo("untagged")).as("%s", copy).isEqualTo("-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    void differentlySpelledKeyAlone_isTheTag(String protocol) throws Exception {
        Echo echo = calling(serving("server", Map.of(), protocol, LinkServer::here), protocol);

        RpcContext.getClientAttachment().setAttachment("X-Gray-Tag", "canary");
        assertThat(echo.echo("own")).isEqualTo("canary");
        RpcContext.getClientAttachment().setAttachment("X-GRAY-TAG", new StringBuilder("canary"));
        assertThat(echo.echo("own")).isEqualTo("canary");
        RpcContext.getClientAttachment().setAttachment("x-gray-tag", "canary").setAttachment("X-Gray-Tag", "other");
        assertThat(echo.echo("own")).isEqualTo("canary");
        RpcContext.getClientAttachment().setAttachment("X-GRAY-TAG", "canary").setAttachment("X-Gray-Tag", "other");
        assertThat(echo.echo("own")).isEqualTo("-");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    @DisplayName(
            "a tag of any type and spelling, from a caller without this library, ends at an edge that believes nobody")
    void forgery_endsAtTheEdge(String protocol, String trust, List<Map<String, Object>> forgeries) throws Exception {
        int edge = relaying(trusting(trust), protocol);
        Echo outside = reference(application("outside", Map.of("dubbo.gray.enabled", "false")), protocol, edge);
        for (Map<String, Object> forgery : forgeries) {
            forgery.forEach(RpcContext.getClientAttachment()::setObjectAttachment);

            assertThat(outside.echo("forged")).as("%s", forgery).isEqualTo("->-");
        }
    }

    static Stream<Arguments> forgeries() {
        List<Map<String, Object>> forgeries = List.of(
                Map.of("x-gray-tag", "canary"),
                Map.of("X-Gray-Tag", "canary"),
                Map.of("x-gray-tag", new StringBuilder("canary")),
                Map.of("X-GRAY-TAG", new StringBuilder("canary")),
                Map.of("x-gray-tag", 7),
                Map.of("X-Gray-Tag", true),
                Map.of("x-gray-tag", new Date(0)),
                Map.of("x-gray-tag", new byte[] {1}),
                Map.of("x-gray-tag-bin", "Zm9yZ2Vk"),
                Map.of("x-gray-tag", "canary", "X-Gray-Tag", "canary"),
                Map.of("baggage", "x-gray-tag=canary"),
                Map.of("baggage", new StringBuilder("x-gray-tag=canary")),
                Map.of("Baggage", new StringBuilder("x-gray-tag=canary"), "baggage", "a=b"),
                Map.of("x-gray-tag", "canary", "x-gray-signature", new StringBuilder("1.0")));
        return PROTOCOLS.stream()
                .flatMap(protocol -> Stream.of("none", "192.0.2.0/24", "signature", "")
                        .map(trust -> Arguments.of(protocol, trust, forgeries)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName("a value means the same here and at the next hop, where everyone is believed")
    void value_meansTheSameAtEveryHop(String protocol) throws Exception {
        int edge = relaying(Map.of(), protocol);
        Echo outside = reference(application("outside", Map.of("dubbo.gray.enabled", "false")), protocol, edge);
        List<Map<String, Object>> values = List.of(
                Map.of("x-gray-tag", 7),
                Map.of("x-gray-tag", new StringBuilder("canary")),
                Map.of("X-Gray-Tag", "canary"),
                Map.of("X-Gray-Tag", true),
                Map.of("baggage", new StringBuilder("x-gray-tag=canary")),
                Map.of("x-gray-tag", new ArrayList<>(List.of("canary"))),
                Map.of("x-gray-tag", new byte[] {1}),
                Map.of("x-gray-tag-bin", "Zm9yZ2Vk"),
                Map.of("Baggage", "x-gray-tag=canary"));
        for (Map<String, Object> value : values) {
            value.forEach(RpcContext.getClientAttachment()::setObjectAttachment);
            String[] seen = outside.echo("value").split(">", -1);

            assertThat(seen[1]).as("%s", value).isEqualTo(seen[0]);
        }
    }

    /** Serves what asks one more hop, by Triple, and answers with both tags. A reference made before the start would prevent it. */
    private int relaying(Map<String, String> properties, String protocol) throws IOException {
        AtomicReference<Echo> behind = new AtomicReference<>();
        EntryApplication edge = application("edge", properties);
        int port = serve(
                edge, protocol, () -> LinkServer.here() + ">" + behind.get().echo("on"));
        behind.set(reference(edge, "tri", serving("behind", Map.of(), "tri", LinkServer::here)));
        return port;
    }

    private static Map<String, String> trusting(String trust) {
        return Map.of("dubbo.gray.entry.trust", trust, "dubbo.gray.entry.secret", "the tests' secret");
    }

    private EntryApplication application(String name, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(QUIET);
        EntryApplication application = new EntryApplication(folder.resolve(name), all);
        started.push(application);
        return application;
    }

    private int serving(String name, Map<String, String> properties, String protocol, Supplier<String> answer)
            throws IOException {
        return serve(application(name, properties), protocol, answer);
    }

    private static int serve(EntryApplication application, String protocol, Supplier<String> answer)
            throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ServiceConfig<Echo> service = new ServiceConfig<>();
        service.setInterface(Echo.class);
        service.setRef(text -> answer.get());
        DubboBootstrap.getInstance(application.model())
                .registry(new RegistryConfig("N/A"))
                .protocol(new ProtocolConfig(protocol, port))
                .service(service)
                .start();
        return port;
    }

    private Echo calling(int port, String protocol) {
        return reference(application("caller", Map.of()), protocol, port);
    }

    private static Echo reference(EntryApplication caller, String protocol, int port) {
        ReferenceConfig<Echo> reference = new ReferenceConfig<>(caller.model().getDefaultModule());
        reference.setInterface(Echo.class);
        reference.setUrl(protocol + "://127.0.0.1:" + port + "/" + Echo.class.getName());
        reference.setTimeout(10_000);
        reference.setFilter("copying");
        return reference.get();
    }
}
