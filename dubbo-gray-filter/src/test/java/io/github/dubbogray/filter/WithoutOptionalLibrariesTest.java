package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.call.InboundTagFilter;
import io.github.dubbogray.filter.client.GrayHttpClient;
import io.github.dubbogray.filter.client.OutboundHeaders;
import io.github.dubbogray.router.call.TraceBaggage;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Without the optional libraries on the class path")
class WithoutOptionalLibrariesTest {

    private final ClassLoader without = new HidingClassLoader(
            "io.opentelemetry.",
            "org.springframework.",
            "reactor.",
            "io.micrometer.context.",
            "com.alibaba.ttl.",
            "jakarta.servlet.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.opentelemetry.api.baggage.Baggage",
                "org.springframework.http.client.ClientHttpRequestInterceptor",
                "reactor.core.publisher.Mono",
                "io.micrometer.context.ThreadLocalAccessor",
                "com.alibaba.ttl.TransmittableThreadLocal",
                "jakarta.servlet.Filter"
            })
    void library_isNotThere(String type) {
        assertThatThrownBy(() -> without.loadClass(type)).isExactlyInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void tagsAndHeaders_areAsWithThem() throws Exception {
        assertThat(inThere(Scenes.class))
                .isEqualTo(List.of("no OpenTelemetry", "canary", "beta", "no tag", "[canary]", "canary", "client"));
    }

    private Object inThere(Class<? extends Callable<?>> scenes) throws Exception {
        return ((Callable<?>) without.loadClass(scenes.getName())
                        .getDeclaredConstructor()
                        .newInstance())
                .call();
    }

    /** What is done in there; answers in types that both sides know. */
    public static final class Scenes implements Callable<List<String>> {

        private final List<String> seen = new ArrayList<>();

        /** For the other class loader. */
        public Scenes() {}

        @Override
        public List<String> call() throws Exception {
            seen.add(TraceBaggage.isPresent() ? "OpenTelemetry" : "no OpenTelemetry");
            try (TestApplication application = TestApplication.active()) {
                InboundTagFilter filter = new InboundTagFilter(application.model());
                FakeInvoker service = new FakeInvoker(application.reference(), call -> seen.add(here()));
                filter.invoke(service, call("x-gray-tag", "canary"));
                filter.invoke(service, call("baggage", "x-gray-tag=beta"));
                filter.invoke(service, TestApplication.call());
                OutboundHeaders headers = OutboundHeaders.of(application.model());
                seen.add(GrayContext.call(
                        "canary",
                        () -> headers.to(URI.create("http://a/")).stream()
                                .map(OutboundHeaders.Header::value)
                                .toList()
                                .toString()));
                seen.add(GrayContext.call("canary", () -> GrayContext.wrapSupplier(Scenes::here))
                        .get());
                HttpClient client = GrayHttpClient.of(HttpClient.newHttpClient(), headers);
                seen.add(client.executor().isEmpty() ? "client" : "client with an executor");
            }
            return seen;
        }

        private static String here() {
            return GrayContext.tag().map(Tag::text).orElse("no tag");
        }

        private static RpcInvocation call(String key, String value) {
            RpcInvocation call = TestApplication.call();
            call.setAttachment(key, value);
            return call;
        }
    }
}
