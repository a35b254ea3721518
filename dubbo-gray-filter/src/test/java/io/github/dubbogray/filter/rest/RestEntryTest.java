package io.github.dubbogray.filter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** REST on a real Triple port, and RPC on the same port. */
class RestEntryTest {

    private static final String CANARY_FOR_QA = "rules: [{ id: qa, when: { header.X-User: qa }, to: canary }]";

    /** No operator's port, and no wait for calls in flight at the end. */
    private static final Map<String, String> QUIET =
            Map.of("dubbo.application.qos-enable", "false", "dubbo.service.shutdown.wait", "1");

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("R1, R2: a tag is read whatever the case of its header; without one, the own document colors")
    void request_hasItsTagOrIsColored(HttpClient.Version version) {
        client = HttpClient.newBuilder().version(version).build();
        Server web = server("web", Map.of(), CANARY_FOR_QA);

        assertThat(web.get("/shop/tag", "X-Gray-Tag", "beta")).isEqualTo("beta forwards [x-gray-tag=beta]");
        assertThat(web.get("/shop/tag", "x-gray-version", "v2"))
                .isEqualTo("version=v2 forwards [x-gray-tag=version=v2]");
        assertThat(web.get("/shop/tag", "X-USER", "qa")).isEqualTo("canary forwards [x-gray-tag=canary]");
        assertThat(web.get("/shop/tag", "X-User", "other")).isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "X-Gray-Tag", "beta", "x-user", "qa"))
                .isEqualTo("beta forwards [x-gray-tag=beta]");
        assertThat(web.application().gray().meters().value(Meter.BUGS)).isZero();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void malformedOrDuplicatedTag_isDroppedAndNotForwarded(HttpClient.Version version) {
        client = HttpClient.newBuilder().version(version).build();
        Server web = server("web", Map.of(), "");

        assertThat(web.get("/shop/tag", "X-Gray-Tag", "can ary")).isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "X-Gray-Tag", "%E7%81%B0")).isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "X-Gray-Tag", "x".repeat(300))).isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "X-Gray-Tag", "canary", "x-gray-tag", "stable"))
                .isEqualTo(" forwards []");
        assertThat(web.application().gray().meters().value(Meter.TAGS_DROPPED)).isEqualTo(4);
    }

    @Test
    @DisplayName("R2: cookies and the query are seen by rules, and a push takes effect at once")
    void push_changesTheNextRequest() {
        Server web = server("web", Map.of(), "rules: [{ id: c, when: { cookie.user: qa }, to: canary }]");
        assertThat(web.get("/shop/tag", "cookie", "a=b; user=qa")).startsWith("canary ");
        assertThat(web.get("/shop/tag")).startsWith(" ");

        web.application().publish("rules: [{ id: q, when: { query.user: qa, service: /shop/tag }, to: canary }]");

        assertThat(web.get("/shop/tag", "cookie", "user=qa")).startsWith(" ");
        assertThat(web.get("/shop/tag?user=qa")).startsWith("canary ");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("an untrusted tag ends at the entry, in every spelling that Dubbo would forward")
    void untrustedTag_isDroppedAndNotForwarded(HttpClient.Version version) {
        client = HttpClient.newBuilder().version(version).build();
        Server web = server("web", Map.of("dubbo.gray.entry.trust", "none"), CANARY_FOR_QA);

        assertThat(web.get("/shop/tag", "X-Gray-Tag", "beta", "X-Gray-Signature", "forged"))
                .isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "X-Gray-Tag", "beta", "x-user", "qa"))
                .isEqualTo("canary forwards [x-gray-tag=canary]");
        assertThat(web.get("/shop/tag", "harmless", "beta", "tri-header-convert", "{\"harmless\":\"x-gray-tag\"}"))
                .isEqualTo(" forwards []");
        assertThat(web.get("/shop/tag", "x-gray-tag-bin", "YmV0YQ")).isEqualTo(" forwards []");
        assertThat(web.application().gray().meters().value(Meter.TAGS_UNTRUSTED))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void answerThatSaysWhoServed_hasItAsAHeader(HttpClient.Version version) {
        client = HttpClient.newBuilder().version(version).build();
        Server web = server("web", Map.of(), "");

        assertThat(web.answerTo("/shop/tag").headers().allValues("x-gray-served-by"))
                .isEmpty();
        HttpResponse<String> answer = web.answerTo("/shop/tag", "says", "canary/v2");
        assertThat(answer.headers().allValues("x-gray-served-by")).containsExactly("canary/v2");
        assertThat(answer.body()).contains(" forwards []");
    }

    @Test
    void senderInATrustedNetwork_isBelieved() {
        Server web = server("web", Map.of("dubbo.gray.entry.trust", "127.0.0.1"), "");

        assertThat(web.get("/shop/tag", "x-gray-tag", "beta")).startsWith("beta ");
    }

    @Test
    @DisplayName("R2: RPC on the same port is a hop and not colored there; its tag is the caller's")
    void rpc_isAHop() {
        Server web = server("web", Map.of(), "rules: [{ id: all, to: canary }]");
        Shop shop = web.reference();

        assertThat(shop.tag()).isEqualTo(" forwards []");
        RpcContext.getClientAttachment().setAttachment("x-gray-tag", "beta");
        assertThat(shop.tag()).isEqualTo("beta forwards [x-gray-tag=beta]");
        assertThat(web.get("/shop/tag")).startsWith("canary ");
    }

    @Test
    @DisplayName("R3: with one secret, a colored tag is believed at every hop, and a forged one at none")
    void chainWithASecret_isBelievedAtEveryHop() {
        Map<String, String> secret =
                Map.of("dubbo.gray.entry.trust", "signature", "dubbo.gray.entry.secret", "the tests' secret");
        Server next = server("next", secret, "");
        Server web = server("web", secret, CANARY_FOR_QA, next);

        assertThat(web.get("/shop/next", "x-user", "qa"))
                .isEqualTo("canary forwards [x-gray-signature, x-gray-tag=canary]");
        assertThat(web.get("/shop/next", "x-gray-tag", "beta")).isEqualTo(" forwards []");
        assertThat(web.get("/shop/next", "x-gray-tag", "beta", "x-gray-signature", web.sign("beta")))
                .isEqualTo("beta forwards [x-gray-signature, x-gray-tag=beta]");
        assertThat(next.application().gray().meters().value(Meter.TAGS_UNTRUSTED))
                .isZero();
        assertThat(web.application().gray().meters().value(Meter.TAGS_UNTRUSTED))
                .isOne();

        Shop stranger = next.reference();
        RpcContext.getClientAttachment().setAttachment("x-gray-tag", "beta");
        assertThat(stranger.tag()).isEqualTo(" forwards []");
        assertThat(next.application().gray().meters().value(Meter.TAGS_UNTRUSTED))
                .isOne();
    }

    private Server server(String name, Map<String, String> properties, String document) {
        return server(name, properties, document, null);
    }

    private Server server(String name, Map<String, String> properties, String document, @Nullable Server next) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(QUIET);
        EntryApplication application = new EntryApplication(folder.resolve(name), all);
        started.push(application);
        application.publish(document);
        int port = FreePort.find();
        ServiceConfig<Shop> service = new ServiceConfig<>();
        service.setInterface(Shop.class);
        Service shop = new Service();
        service.setRef(shop);
        DubboBootstrap.getInstance(application.model())
                .registry(new RegistryConfig("N/A"))
                .protocol(new ProtocolConfig("tri", port))
                .service(service)
                .start();
        shop.behind = next == null ? null : next.referenceIn(application);
        return new Server(application, port);
    }

    private static final class Service implements Shop {

        private volatile @Nullable Shop behind;

        @Override
        public String tag() {
            String says = RpcContext.getServerAttachment().getAttachment("says");
            if (says != null) {
                RpcContext.getServerResponseContext().setAttachment("x-gray-served-by", says);
            }
            TreeSet<String> forwarded = new TreeSet<>();
            RpcContext.getServerAttachment().getObjectAttachments().forEach((key, value) -> {
                if (key.equalsIgnoreCase("x-gray-tag")) {
                    forwarded.add(key + "=" + value);
                } else if (key.equalsIgnoreCase("x-gray-signature")) {
                    forwarded.add(key);
                }
            });
            return GrayContext.tag().map(Tag::text).orElse("") + " forwards " + forwarded;
        }

        @Override
        public String next() {
            Shop next = behind;
            return next == null ? "nobody" : next.tag();
        }
    }

    private final class Server {

        private final EntryApplication application;
        private final int port;

        Server(EntryApplication application, int port) {
            this.application = application;
            this.port = port;
        }

        EntryApplication application() {
            return application;
        }

        String sign(String tag) {
            return Entry.of(application.model()).signatures().orElseThrow().sign(tag);
        }

        /** Calls from an application without a secret. */
        Shop reference() {
            EntryApplication caller =
                    new EntryApplication(folder.resolve("caller"), Map.of("dubbo.application.qos-enable", "false"));
            started.push(caller);
            return referenceIn(caller);
        }

        Shop referenceIn(EntryApplication caller) {
            ReferenceConfig<Shop> reference =
                    new ReferenceConfig<>(caller.model().getDefaultModule());
            reference.setInterface(Shop.class);
            reference.setUrl("tri://127.0.0.1:" + port + "/" + Shop.class.getName());
            reference.setTimeout(5_000);
            return reference.get();
        }

        String get(String path, String... headers) {
            return answerTo(path, headers).body().replace("\"", "");
        }

        HttpResponse<String> answerTo(String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return send(request.build());
        }

        private HttpResponse<String> send(HttpRequest request) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(client.version());
                assertThat(answer.statusCode()).isEqualTo(200);
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
