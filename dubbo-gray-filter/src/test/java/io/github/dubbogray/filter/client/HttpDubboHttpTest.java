package io.github.dubbogray.filter.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A chain over sockets: an HTTP client, front on Triple, back on Dubbo's protocol, and an HTTP server that back asks. Each
 * says which tag it has.
 */
@DisplayName("HTTP to Dubbo to HTTP")
class HttpDubboHttpTest {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ApplicationModel front = application("front");
    private final ApplicationModel back = application("back");
    private final HttpClient mesh = HttpClient.newHttpClient();

    private String frontUrl;
    private volatile Tags next;

    @BeforeEach
    void start() throws IOException {
        TagServer last = new TagServer();
        started.push(last);
        HttpClient http = GrayHttpClient.of(HttpClient.newHttpClient(), OutboundHeaders.of(back));
        String backUrl = serve(back, "dubbo", name -> here() + ">" + get(http, last.uri()));
        frontUrl = serve(front, "tri", name -> here() + ">" + next.tags(name));
        next = reference(backUrl); // a reference made before its application has started would keep that from serving
    }

    @AfterEach
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Test
    void tagOfTheHeader_isThereToTheEnd() {
        assertThat(post(Map.of("x-gray-tag", "canary"))).contains("canary>canary>[canary]GET");
        assertThat(post(Map.of())).contains("->->[]GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-gray-tag=canary", "user=42, x-gray-tag = canary;p=1 ,a=b"})
    @DisplayName("E32: behind a mesh that sets W3C baggage, without OpenTelemetry's instrumentation")
    void tagOfTheBaggage_isThereToTheEnd(String baggage) {
        assertThat(post(Map.of("baggage", baggage))).contains("canary>canary>[canary]GET");
    }

    @Test
    void headerAndBaggage_headerGoesFirstOnEveryHop() {
        assertThat(post(Map.of("baggage", "x-gray-tag=canary", "x-gray-tag", "beta")))
                .contains("beta>beta>[beta]GET");
    }

    @Test
    @DisplayName("R1: a text that is no tag is dropped at the first hop and not forwarded to the next")
    void malformedTagOfTheBaggage_endsAtTheFirstHop() {
        assertThat(post(Map.of("baggage", "user=42,x-gray-tag=can%20ary"))).contains("->->[]GET");
        assertThat(droppedTags(front)).isOne();
        assertThat(droppedTags(back)).isZero();
    }

    private static String here() {
        return GrayContext.tag().map(Tag::text).orElse("-");
    }

    private static long droppedTags(ApplicationModel application) {
        return GrayApplication.of(application).meters().value(Meter.TAGS_DROPPED);
    }

    private String post(Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(frontUrl.replace("tri:", "http:") + "/" + Tags.class.getName() + "/tags"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[\"a\"]"));
        headers.forEach(request::header);
        return send(mesh, request.build());
    }

    private static String get(HttpClient http, URI uri) {
        return send(http, HttpRequest.newBuilder(uri).build());
    }

    private static String send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Tags reference(String url) {
        ReferenceConfig<Tags> reference = new ReferenceConfig<>(front.newModule());
        reference.setInterface(Tags.class);
        reference.setUrl(url);
        reference.setScope("remote");
        reference.setTimeout(10_000);
        return reference.get();
    }

    /** Returns the URL of the service. */
    private static String serve(ApplicationModel model, String protocol, UnaryOperator<String> tags) {
        int port = FreePort.find();
        ServiceConfig<Tags> service = new ServiceConfig<>(model.newModule());
        service.setInterface(Tags.class);
        service.setRef(new Serving(tags));
        service.setScope("remote");
        DubboBootstrap.getInstance(model)
                .protocol(new ProtocolConfig(protocol, port))
                .service(service)
                .start();
        return protocol + "://127.0.0.1:" + port;
    }

    private ApplicationModel application(String name) {
        FrameworkModel framework = new FrameworkModel();
        started.push(framework::destroy);
        ApplicationModel model = framework.newApplication();
        model.modelEnvironment().updateAppConfigMap(Map.of("dubbo.service.shutdown.wait", "200"));
        ApplicationConfig config = new ApplicationConfig(name);
        config.setQosEnable(false);
        model.getApplicationConfigManager().setApplication(config);
        model.getApplicationConfigManager().addRegistry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
        return model;
    }

    /** A class with a name, since Triple looks for its methods there. */
    public record Serving(UnaryOperator<String> answer) implements Tags {
        @Override
        public String tags(String name) {
            return answer.apply(name);
        }
    }
}
