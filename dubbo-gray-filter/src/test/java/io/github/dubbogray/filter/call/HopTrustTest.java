package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.router.meter.Meter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust at a hop over real sockets. */
class HopTrustTest {

    private static final Map<String, String> QUIET =
            Map.of("dubbo.application.qos-enable", "false", "dubbo.service.shutdown.wait", "1");
    private static final Map<String, String> SECRET = signing("the tests' secret");
    private static final String OLD = "the secret until today";
    private static final String NEW = "the secret from now on";

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    @AfterEach
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dubbo, 127.0.0.0/8, canary, 0",
        "tri, 127.0.0.0/8, canary, 0",
        "dubbo, 192.0.2.0/24, '', 1",
        "tri, 192.0.2.0/24, '', 1",
        "dubbo, none, '', 1",
        "tri, none, '', 1",
        "dubbo, all, canary, 0",
        "tri, all, canary, 0"
    })
    void sender_isJudgedByItsAddress(String protocol, String trust, String seen, long untrusted) throws Exception {
        EntryApplication server = application("server", Map.of("dubbo.gray.entry.trust", trust));
        Echo echo = reference(application("caller", Map.of()), protocol, serve(server, protocol));

        RpcContext.getClientAttachment().setAttachment(Tag.KEY, "canary");

        assertThat(echo.echo("tag")).isEqualTo(seen);
        assertThat(server.gray().meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(untrusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName("a caller with the secret is believed, and one without is served as untagged")
    void signature_isSentAndChecked(String protocol) throws Exception {
        EntryApplication server = application("server", SECRET);
        int port = serve(server, protocol);
        Echo knowing = reference(application("knowing", SECRET), protocol, port);
        Echo stranger = reference(application("stranger", Map.of()), protocol, port);

        RpcContext.getClientAttachment().setAttachment(Tag.KEY, "version=v2;region=sh");
        assertThat(knowing.echo("tag")).isEqualTo("region=sh,version=v2");
        RpcContext.getClientAttachment().setAttachment(Tag.KEY, "canary");
        assertThat(stranger.echo("tag")).isEmpty();
        assertThat(server.gray().meters().value(Meter.TAGS_UNTRUSTED)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName(
            "from one secret to another in three restarts: neighbours believe each other, and who is left behind is refused")
    void secretIsChanged_neighboursBelieveEachOtherAtEveryStep(String protocol) throws Exception {
        List<String> steps = List.of(OLD, OLD + "," + NEW, NEW + "," + OLD, NEW);
        List<EntryApplication> callers = new ArrayList<>();
        for (String step : steps) {
            callers.add(application("caller" + callers.size(), signing(step)));
        }
        List<List<String>> seen = new ArrayList<>();
        for (String step : steps) {
            int port = serve(application("server" + seen.size(), signing(step)), protocol);
            List<String> here = new ArrayList<>();
            for (EntryApplication caller : callers) {
                Echo echo = reference(caller, protocol, port);
                RpcContext.getClientAttachment().setAttachment(Tag.KEY, "canary");
                here.add(echo.echo("tag"));
            }
            seen.add(here);
        }

        assertThat(seen) // servers down, callers across
                .containsExactly(
                        List.of("canary", "canary", "", ""),
                        List.of("canary", "canary", "canary", "canary"),
                        List.of("canary", "canary", "canary", "canary"),
                        List.of("", "", "canary", "canary"));
    }

    private static Map<String, String> signing(String secrets) {
        return Map.of("dubbo.gray.entry.trust", "signature", "dubbo.gray.entry.secret", secrets);
    }

    private EntryApplication application(String name, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(QUIET);
        EntryApplication application = new EntryApplication(folder.resolve(name), all);
        started.push(application);
        return application;
    }

    private static int serve(EntryApplication application, String protocol) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ServiceConfig<Echo> service = new ServiceConfig<>();
        service.setInterface(Echo.class);
        service.setRef(text -> GrayContext.tag().map(Tag::text).orElse(""));
        DubboBootstrap.getInstance(application.model())
                .registry(new RegistryConfig("N/A"))
                .protocol(new ProtocolConfig(protocol, port))
                .service(service)
                .start();
        return port;
    }

    private static Echo reference(EntryApplication caller, String protocol, int port) {
        ReferenceConfig<Echo> reference = new ReferenceConfig<>(caller.model().getDefaultModule());
        reference.setInterface(Echo.class);
        reference.setUrl(protocol + "://127.0.0.1:" + port + "/" + Echo.class.getName());
        reference.setTimeout(5_000);
        return reference.get();
    }
}
