package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.router.meter.Meter;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.AppResponse;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.InvokeMode;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("x-gray-served-by: a response says where the call went")
class ServedByTest {

    private static final String KEY = "x-gray-served-by";

    private TestApplication application = TestApplication.active();

    @AfterEach
    void destroy() {
        application.close();
        RpcContext.removeContext();
        assertThat(RequestScope.current()).isNull();
    }

    @Nested
    class Caller {

        @Test
        void routedCall_namesApplicationLaneAndVersion() {
            assertThat(answerOf(call(InvokeMode.SYNC), stable("demo-provider", "v1"), "")
                            .getAttachments())
                    .containsEntry(KEY, "demo-provider;lane=stable;version=v1");
        }

        @Test
        void instanceWithoutVersion_leavesItOut() {
            assertThat(answerOf(call(InvokeMode.SYNC), stable("demo-provider", ""), "")
                            .getAttachment(KEY))
                    .isEqualTo("demo-provider;lane=stable");
        }

        @Test
        void answerThatCannotBeChanged_asTriplesWithoutAttachments_isReplaced() {
            OutboundTagFilter filter = new OutboundTagFilter(application.model());
            RpcInvocation call = call(InvokeMode.SYNC);
            Result result = filter.invoke(placed(stable("demo-a", ""), ""), call);
            result.setObjectAttachments(Collections.emptyMap());
            filter.onResponse(result, null, call);

            assertThat(result.getAttachments()).isEqualTo(Map.of(KEY, "demo-a;lane=stable"));
            assertThat(application.gray().meters().value(Meter.BUGS)).isZero();
        }

        @Test
        void hopsOfTheCallee_follow() {
            assertThat(answerOf(call(InvokeMode.SYNC), stable("demo-a", "v1"), "demo-b;lane=canary")
                            .getAttachment(KEY))
                    .isEqualTo("demo-a;lane=stable;version=v1, demo-b;lane=canary");
        }

        @Test
        void oddApplicationName_cannotForgeAMember() {
            assertThat(answerOf(call(InvokeMode.SYNC), stable("a, b;lane=x\r\n", ""), "")
                            .getAttachment(KEY))
                    .isEqualTo("a__b_lane_x__;lane=stable");
        }

        @Test
        void unknownApplication_namesOnlyTheHopsBehindIt() {
            URL direct = URL.valueOf("dubbo://127.0.0.1:20880/" + Echo.class.getName());

            assertThat(answerOf(call(InvokeMode.SYNC), direct, "demo-b").getAttachment(KEY))
                    .isEqualTo("demo-b");
            assertThat(answerOf(call(InvokeMode.SYNC), direct, "").getAttachments())
                    .isEmpty();
        }

        @Test
        void answerWithoutATry_saysNothing() {
            RpcInvocation call = call(InvokeMode.SYNC);
            OutboundTagFilter filter = new OutboundTagFilter(application.model());
            Result result = AsyncRpcResult.newDefaultAsyncResult("from a cache", call);
            filter.onResponse(
                    filter.invoke(FakeInvoker.answering(application.reference(), any -> result), call), null, call);

            assertThat(result.getAttachments()).isEmpty();
        }

        @Test
        void request_collectsItsCalls() {
            try (RequestScope request = RequestScope.enter(null)) {
                answerOf(call(InvokeMode.SYNC), stable("demo-a", ""), "demo-c");
                answerOf(call(InvokeMode.SYNC), stable("demo-b", ""), "");

                assertThat(request.servedBy()).isEqualTo("demo-a;lane=stable, demo-c, demo-b;lane=stable");
            }
        }

        @Test
        void asynchronousAnswer_isReportedToTheRequestThatAsked() throws Exception {
            RpcInvocation call = call(InvokeMode.FUTURE);
            OutboundTagFilter filter = new OutboundTagFilter(application.model());
            try (RequestScope request = RequestScope.enter(null)) {
                Result result = filter.invoke(placed(stable("demo-a", ""), ""), call);
                CompletableFuture.runAsync(() -> filter.onResponse(result, null, call))
                        .get();

                assertThat(request.servedBy()).isEqualTo("demo-a;lane=stable");
            }
        }

        private Result answerOf(RpcInvocation call, URL callee, String hopsOfTheCallee) {
            OutboundTagFilter filter = new OutboundTagFilter(application.model());
            Result result = filter.invoke(placed(callee, hopsOfTheCallee), call);
            filter.onResponse(result, null, call);
            return result;
        }
    }

    @Nested
    class Provider {

        @Test
        void hopsOfItsCalls_goBackWithItsAnswer() {
            serve(call -> RequestScope.current().hops().add("demo-b"));

            assertThat(RpcContext.getServerResponseContext().getObjectAttachments())
                    .isEqualTo(Map.of(KEY, "demo-b"));
        }

        @Test
        void noCalls_nothingIsAdded() {
            serve(call -> {});

            assertThat(RpcContext.getServerResponseContext().getObjectAttachments())
                    .isEmpty();
        }

        @Test
        void asynchronousAnswer_hasTheHopsMetUntilThen() {
            InboundTagFilter filter = new InboundTagFilter(application.model());
            RpcInvocation call = TestApplication.call();
            CompletableFuture<AppResponse> answer = new CompletableFuture<>();
            Carried[] task = new Carried[1];
            Invoker<Echo> service = FakeInvoker.answering(application.reference(), invocation -> {
                invocation.put("PROVIDER_ASYNC", true);
                task[0] = Carried.now();
                return new AsyncRpcResult(answer, invocation);
            });
            Result result = filter.invoke(service, call);
            task[0].within(() -> RequestScope.current().hops().add("demo-b")).run();
            filter.onResponse(result, service, call);

            assertThat(RpcContext.getServerResponseContext().getObjectAttachments())
                    .isEqualTo(Map.of(KEY, "demo-b"));
        }
    }

    @Nested
    class SwitchedOff {

        @Test
        void nothingIsSaidOrCollected() {
            application.close();
            application = TestApplication.with(Map.of("dubbo.gray.served-by", "false"));
            RpcInvocation call = call(InvokeMode.SYNC);
            OutboundTagFilter filter = new OutboundTagFilter(application.model());
            try (RequestScope request = RequestScope.enter(null)) {
                Result result = filter.invoke(placed(stable("demo-a", ""), ""), call);
                filter.onResponse(result, null, call);

                assertThat(result.getAttachments()).isEmpty();
                assertThat(request.servedBy()).isEmpty();
            }
        }
    }

    private void serve(Consumer<Invocation> task) {
        new InboundTagFilter(application.model())
                .invoke(new FakeInvoker(application.reference(), task), TestApplication.call());
    }

    /** What a cluster does: routes the call, by the real router, and has one instance answer. */
    private Invoker<Echo> placed(URL instance, String hopsOfTheCallee) {
        return FakeInvoker.answering(application.reference(), invocation -> {
            RpcInvocation call = (RpcInvocation) invocation;
            if (instance.getRemoteApplication() != null) {
                application.route(call, instance);
            }
            new CalleeFilter(application.model()).invoke(new FakeInvoker(instance, any -> {}), call);
            AsyncRpcResult result = AsyncRpcResult.newDefaultAsyncResult("served", call);
            if (!hopsOfTheCallee.isEmpty()) {
                result.setAttachment(KEY, (Object) hopsOfTheCallee);
            }
            return result;
        });
    }

    private static RpcInvocation call(InvokeMode mode) {
        RpcInvocation call = TestApplication.call();
        call.setInvokeMode(mode);
        return call;
    }

    private static URL stable(String application, String version) {
        DefaultServiceInstance instance = new DefaultServiceInstance(application, "127.0.0.1", 20880, null);
        if (!version.isEmpty()) {
            instance.getMetadata().put("gray.version", version);
        }
        return instance.toURL("dubbo");
    }
}
