package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.router.meter.Meter;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnteringCallTest {

    private static final String ALL_TO_CANARY = "rules: [{ id: all, to: canary }]";

    @TempDir
    private Path folder;

    @Test
    void call_getsTheDecisionInPlaceOfWhatCame() {
        try (EntryApplication application = new EntryApplication(folder, Map.of())) {
            application.publish(ALL_TO_CANARY);
            application.started();
            RpcInvocation call = TestApplication.call();
            call.setAttachment("X-Gray-Tag", "beta");
            call.setAttachment("x-gray-signature", "forged");
            call.setAttachment("user-id", "1001");

            EnteringCall.settle(application.model(), call, new Untagged());

            assertThat(call.getObjectAttachments())
                    .containsOnlyKeys("x-gray-tag", "user-id")
                    .containsEntry("x-gray-tag", "canary");
        }
    }

    @Test
    @DisplayName("D4: whatever reading a request throws, its call is served")
    void requestThatFails_entersWithoutATag() {
        try (TestApplication application = TestApplication.active()) {
            for (Throwable failure : List.of(
                    new StackOverflowError(), new AssertionError(), new IllegalStateException(), new IOException())) {
                EnteringCall.settle(application.model(), TestApplication.call(), failing(failure));
            }
            assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(4);
        }
    }

    private static EntryRequest failing(Throwable failure) {
        return (EntryRequest) Proxy.newProxyInstance(
                EntryRequest.class.getClassLoader(),
                new Class<?>[] {EntryRequest.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    private record Untagged() implements EntryRequest {

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/orders";
        }

        @Override
        public String remoteAddress() {
            return null;
        }
    }
}
