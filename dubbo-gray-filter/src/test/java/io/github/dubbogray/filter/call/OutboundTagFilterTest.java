package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.context.SwitchedCall;
import io.github.dubbogray.router.route.GrayRouterFactory;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.cluster.filter.support.ConsumerContextFilter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTagFilterTest {

    private final List<Map<String, Object>> sent = new ArrayList<>();

    private TestApplication application = TestApplication.active();

    @BeforeEach
    @AfterEach
    void clearContexts() {
        RpcContext.removeContext();
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    class OfTheExtensionLoader {

        @Test
        void clusterFilters_haveOursAfterDubbosContextFilter() {
            List<Class<?>> filters = new ArrayList<>();
            application
                    .model()
                    .getDefaultModule()
                    .getExtensionLoader(ClusterFilter.class)
                    .getActivateExtension(application.reference(), "reference.filter", "consumer")
                    .forEach(filter -> filters.add(filter.getClass()));

            assertThat(filters).containsSubsequence(ConsumerContextFilter.class, OutboundTagFilter.class);
            assertThat(OutboundTagFilter.class.getAnnotation(Activate.class).order())
                    .isEqualTo(Integer.MIN_VALUE + 10);
        }
    }

    @Nested
    @DisplayName("the caller's own attachment goes first, then GrayContext, then what Dubbo forwards, then the baggage")
    class Precedence {

        @Test
        void nothing_callIsUntagged() {
            assertThat(tagSentBy(TestApplication.call())).isNull();
        }

        @Test
        void forwardedAttachment_isCarried() {
            assertThat(tagSentBy(tagged("forwarded"))).isEqualTo("forwarded");
        }

        @Test
        void context_goesBeforeTheForwardedAttachment() throws Exception {
            assertThat(GrayContext.call("context", () -> tagSentBy(tagged("forwarded"))))
                    .isEqualTo("context");
        }

        @Test
        void ownAttachment_goesBeforeAll() throws Exception {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "own");

            assertThat(GrayContext.call("context", () -> tagSentBy(tagged("forwarded"))))
                    .isEqualTo("own");
        }

        @Test
        void contextOfPairs_travelsSorted() throws Exception {
            assertThat(GrayContext.call("version=v2;region=sh", () -> tagSentBy(TestApplication.call())))
                    .isEqualTo("region=sh,version=v2");
        }

        @Test
        void ownEmptyAttachment_meansUntagged() throws Exception {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "");

            assertThat(GrayContext.call("context", () -> tagSentBy(tagged("forwarded"))))
                    .isNull();
            assertThat(application.droppedTags()).isZero();
        }

        @Test
        void baggageOfTheTrace_comesLast() {
            try (Scope scope =
                    Baggage.builder().put("x-gray-tag", "traced").build().makeCurrent()) {
                assertThat(tagSentBy(TestApplication.call())).isEqualTo("traced");
                sent.clear();
                assertThat(tagSentBy(tagged("forwarded"))).isEqualTo("forwarded");
            }
        }

        @Test
        void ownEmptyAttachment_takesTheTagOutOfForwardedBaggage() {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "");
            RpcInvocation call = TestApplication.call();
            call.setAttachment("baggage", "user=42,x-gray-tag=traced");

            invoke(call);

            assertThat(sent).containsExactly(Map.of("baggage", "user=42"));
        }

        @Test
        void requestBeingServed_isForwardedThroughDubbosOwnFilter() {
            RpcContext.getServerAttachment().setAttachment("x-gray-tag", "forwarded");

            callThroughDubbosFilter(TestApplication.call());

            assertThat(sent)
                    .singleElement()
                    .satisfies(attachments -> assertThat(attachments).containsEntry("x-gray-tag", "forwarded"));
        }

        @Test
        void contextInsideARequestBeingServed_winsThroughDubbosOwnFilter() {
            RpcContext.getServerAttachment().setAttachment("x-gray-tag", "forwarded");

            GrayContext.run("context", () -> callThroughDubbosFilter(TestApplication.call()));

            assertThat(sent)
                    .singleElement()
                    .satisfies(attachments -> assertThat(attachments).containsEntry("x-gray-tag", "context"));
        }
    }

    @Nested
    @DisplayName("R5: the host's own attachments pass as they would without the library")
    class OtherAttachments {

        @Test
        void ofTheCall_stay() {
            RpcInvocation call = tagged("canary");
            call.setAttachment("user-id", "1001");
            call.setObjectAttachment("limit", 42);

            invoke(call);

            assertThat(sent).containsExactly(Map.of("x-gray-tag", "canary", "user-id", "1001", "limit", 42));
        }

        @Test
        void ofTheContext_stay() {
            RpcContext.getClientAttachment().setAttachment("user-id", "1001");
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "can ary");

            invoke(TestApplication.call());

            assertThat(RpcContext.getClientAttachment().getObjectAttachments()).isEqualTo(Map.of("user-id", "1001"));
        }

        @Test
        void contextsTag_isNotLeftInTheClientAttachment() {
            GrayContext.run("canary", () -> invoke(TestApplication.call()));

            assertThat(RpcContext.getClientAttachment().getObjectAttachments()).isEmpty();
        }
    }

    @Nested
    @DisplayName("R5: a context that Dubbo left on a thread gives no tag to another request")
    class Leftovers {

        @BeforeEach
        void leave() {
            RpcContext.getServerAttachment().setAttachment("x-gray-tag", "leftover");
            RpcContext.getServerAttachment().setAttachment("user-id", "1001");
        }

        @Test
        void requestWithoutATag_staysWithoutOne() {
            try (RequestScope request = RequestScope.enter(null)) {
                callThroughDubbosFilter(TestApplication.call());
            }

            assertSentWithoutATag();
        }

        @Test
        void wrappedTaskWithoutATag_staysWithoutOne() {
            Runnable task = GrayContext.wrap(() -> callThroughDubbosFilter(TestApplication.call()));
            task.run();

            assertSentWithoutATag();
        }

        @Test
        void callThatWasAnsweredLater_isOver() {
            SwitchedCall.answered();

            callThroughDubbosFilter(TestApplication.call());

            assertSentWithoutATag();
        }

        @Test
        void tagThatAHostsFilterPutOnTheCall_isCarried() {
            RpcInvocation call = tagged("canary");
            try (RequestScope request = RequestScope.enter(null)) {
                assertThat(tagSentBy(call)).isEqualTo("canary");
            }
        }

        private void assertSentWithoutATag() {
            assertThat(sent)
                    .singleElement()
                    .satisfies(attachments -> assertThat(attachments)
                            .doesNotContainKey("x-gray-tag")
                            .containsEntry("user-id", "1001"));
        }
    }

    @Nested
    @DisplayName("R1: what is no tag is dropped, counted, and the call served as untagged")
    class MalformedTags {

        @ParameterizedTest
        @ValueSource(strings = {"can ary", "a,b", "version=", "金丝雀"})
        void ofTheCall_isDroppedAndServed(String tag) throws Throwable {
            Result result = invoke(tagged(tag));

            assertThat(result.recreate()).isEqualTo("served");
            assertThat(sent).containsExactly(Map.of());
            assertThat(application.droppedTags()).isEqualTo(1);
        }

        @Test
        void ofTheCaller_isDroppedFromCallAndContext() {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "can ary");

            invoke(tagged("can ary"));

            assertThat(sent).containsExactly(Map.of());
            assertThat(RpcContext.getClientAttachment().getObjectAttachments()).isEmpty();
            assertThat(application.droppedTags()).isEqualTo(1);
        }

        @Test
        void ofTheRequestBeingServed_isDroppedBehindDubbosOwnFilter() {
            RpcContext.getServerAttachment().setAttachment("x-gray-tag", "can ary");

            callThroughDubbosFilter(TestApplication.call());

            assertThat(sent)
                    .singleElement()
                    .satisfies(attachments -> assertThat(attachments).doesNotContainKey("x-gray-tag"));
        }
    }

    @Nested
    @DisplayName("P3: a refusal is a typed error that names tag, tiers and counts")
    class Refusals {

        private final RpcException nobody =
                new RpcException(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER, "Failed to invoke the method echo");

        @Test
        void refusedTag_isExplained() {
            GrayRefusedException refused = refusal(tagged("canary"));

            Placement.Refused expected = new Placement.Refused(
                    "demo-provider",
                    "canary",
                    List.of(
                            new Placement.Tried(
                                    new Tier.OfLabels(Labels.of("tag", "canary")), 1, new Headcount(0, 0, 0, 0, 0)),
                            new Placement.Tried(new Tier.OfLane("stable"), 1, new Headcount(0, 0, 0, 0, 0))));
            assertThat(refused.refusal()).isEqualTo(expected);
            assertThat(refused)
                    .hasMessage("no instance of demo-provider may serve tag 'canary': "
                            + "labels tag=canary has 0 of 0 instances present, needs 1; "
                            + "lane stable has 0 of 0 instances present, needs 1")
                    .hasCause(nobody);
            assertThat(refused.getCode()).isEqualTo(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER);
            assertThat(refused.isNoInvokerAvailableAfterFilter()).isTrue();
        }

        @Test
        void refusedCallWithoutTag_isExplained() {
            assertThat(refusal(TestApplication.call()))
                    .hasMessage("no instance of demo-provider may serve a request without a tag: "
                            + "lane stable has 0 of 0 instances present, needs 1");
        }

        @Test
        void callWhoseInstancesOthersTookAway_isExplained() {
            FakeInvoker invoker = new FakeInvoker(application.reference(), call -> {
                assertThat(routed(call)).hasSize(1);
                throw nobody;
            });

            assertThat(thrownBy(invoker, tagged("beta")))
                    .isInstanceOf(GrayRefusedException.class)
                    .hasMessage("no instance of demo-provider may serve tag 'beta': all instances of labels tag=beta"
                            + " were taken away by a router behind dubbo-gray's, as Dubbo's tag router (which"
                            + " dubbo.consumer.router=-tag switches off) or one for conditions or scripts")
                    .hasCause(nobody);
        }

        @Test
        void callThatWasPlacedAndFailedOtherwise_keepsItsError() {
            RpcException timeout = new RpcException(RpcException.TIMEOUT_EXCEPTION, "too late");
            FakeInvoker invoker = new FakeInvoker(application.reference(), call -> {
                assertThat(routed(call)).hasSize(1);
                throw timeout;
            });

            assertThat(thrownBy(invoker, tagged("beta"))).isSameAs(timeout);
        }

        @Test
        void refusedCallThatFailedOtherwise_keepsItsError() {
            RpcException timeout = new RpcException(RpcException.TIMEOUT_EXCEPTION, "too late");
            FakeInvoker invoker = new FakeInvoker(application.reference(), call -> {
                assertThat(routed(call)).isEmpty();
                throw timeout;
            });

            assertThat(thrownBy(invoker, tagged("canary"))).isSameAs(timeout);
        }

        @Test
        void callThatWasNeverRouted_keepsItsError() {
            FakeInvoker invoker = new FakeInvoker(application.reference(), call -> {
                throw nobody;
            });

            assertThat(thrownBy(invoker, tagged("canary"))).isSameAs(nobody);
        }

        private GrayRefusedException refusal(RpcInvocation call) {
            FakeInvoker invoker = new FakeInvoker(application.reference(), routed -> {
                assertThat(routed(routed)).isEmpty();
                throw nobody;
            });
            return catchThrowableOfType(GrayRefusedException.class, () -> filter().invoke(invoker, call));
        }

        private RpcException thrownBy(FakeInvoker invoker, RpcInvocation call) {
            return catchThrowableOfType(RpcException.class, () -> filter().invoke(invoker, call));
        }

        /** Asks the real router, in front of one instance in lane beta. */
        private List<Invoker<Echo>> routed(Invocation call) {
            DefaultServiceInstance beta = new DefaultServiceInstance("demo-provider", "127.0.0.1", 20880, null);
            beta.getMetadata().put("gray.tag", "beta");
            List<Invoker<Echo>> instances =
                    List.of(new FakeInvoker(beta.toURL("dubbo"), OutboundTagFilterTest::ignore));
            StateRouter<Echo> router = new GrayRouterFactory().getRouter(Echo.class, application.reference());
            router.setNextRouter(TailStateRouter.getInstance());
            router.notify(new BitList<>(instances));
            return router.route(new BitList<>(instances), application.reference(), call, false, null);
        }
    }

    @Nested
    class SwitchedOff {

        @BeforeEach
        void switchOff() {
            application.close();
            application = TestApplication.switchedOff();
        }

        @Test
        void call_passesUntouched() {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "can ary");

            GrayContext.run("canary", () -> invoke(tagged("also not a tag")));

            assertThat(sent).containsExactly(Map.of("x-gray-tag", "also not a tag"));
            assertThat(RpcContext.getClientAttachment().getAttachment("x-gray-tag"))
                    .isEqualTo("can ary");
            assertThat(application.droppedTags()).isZero();
        }
    }

    private Result invoke(RpcInvocation call) {
        return filter().invoke(recording(), call);
    }

    private Object tagSentBy(RpcInvocation call) {
        invoke(call);
        return sent.get(0).get("x-gray-tag");
    }

    private void callThroughDubbosFilter(RpcInvocation call) {
        OutboundTagFilter filter = filter();
        FakeInvoker next =
                new FakeInvoker(application.reference(), invocation -> filter.invoke(recording(), invocation));
        new ConsumerContextFilter(application.model()).invoke(next, call);
    }

    private OutboundTagFilter filter() {
        return new OutboundTagFilter(application.model());
    }

    private FakeInvoker recording() {
        return new FakeInvoker(application.reference(), call -> sent.add(Map.copyOf(call.getObjectAttachments())));
    }

    private static void ignore(Invocation call) {}

    private static RpcInvocation tagged(String tag) {
        RpcInvocation call = TestApplication.call();
        call.setAttachment("x-gray-tag", tag);
        return call;
    }
}
