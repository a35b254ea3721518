package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.router.meter.Meter;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.filter.FilterChainBuilder;
import org.apache.dubbo.rpc.filter.ContextFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("R5: a provider's code has the tag of the call it serves, for exactly as long as it serves it")
class InboundTagFilterTest {

    private final List<Optional<Tag>> seen = new ArrayList<>();

    private TestApplication application = TestApplication.active();

    @AfterEach
    void destroy() {
        assertThat(GrayContext.tag()).isEmpty();
        application.close();
    }

    @Nested
    class OfTheExtensionLoader {

        @Test
        void providerFilters_haveOursAfterDubbosContextFilter() {
            List<Class<?>> filters = new ArrayList<>();
            application
                    .model()
                    .getDefaultModule()
                    .getExtensionLoader(Filter.class)
                    .getActivateExtension(application.reference(), "service.filter", "provider")
                    .forEach(filter -> filters.add(filter.getClass()));

            assertThat(filters).containsSubsequence(ContextFilter.class, InboundTagFilter.class);
            assertThat(InboundTagFilter.class.getAnnotation(Activate.class).order())
                    .isEqualTo(Integer.MIN_VALUE + 10);
        }

        @Test
        void consumerFilters_areWithoutOurs() {
            assertThat(application
                            .model()
                            .getDefaultModule()
                            .getExtensionLoader(Filter.class)
                            .getActivateExtension(application.reference(), "reference.filter", "consumer"))
                    .doesNotHaveAnyElementsOfTypes(InboundTagFilter.class);
        }
    }

    @Nested
    class Invoke {

        @Test
        void tag_isThereDuringTheCall() throws Throwable {
            Result result = serve(tagged("canary"));

            assertThat(seen).containsExactly(Optional.of(new Tag.Named("canary")));
            assertThat(result.recreate()).isEqualTo("served");
        }

        @Test
        void noTag_noneIsThere() {
            serve(TestApplication.call());

            assertThat(seen).containsExactly(Optional.empty());
        }

        @Test
        @DisplayName("R1: a text that is no tag ends here instead of being forwarded with the next call")
        void malformedTag_isNotForwarded() {
            RpcContext.getServerAttachment().setAttachment(Tag.KEY, "no tag");
            try {
                serve(tagged("no tag"));

                assertThat(seen).containsExactly(Optional.empty());
                assertThat(RpcContext.getServerAttachment().getAttachment(Tag.KEY))
                        .isNull();
            } finally {
                RpcContext.removeServerAttachment();
            }
        }

        @Test
        @DisplayName("D4: a bug of ours costs the call its tag, nothing else")
        @SuppressWarnings("deprecation") // RpcInvocation marks what Invocation wants overridden
        void ownBug_callIsServedAndTheBugCounted() throws Throwable {
            RpcInvocation broken = new RpcInvocation(TestApplication.call()) {
                @Override
                public Map<String, Object> getObjectAttachments() {
                    throw new AssertionError("bug");
                }
            };

            assertThat(serve(broken).recreate()).isEqualTo("served");
            assertThat(application.gray().meters().value(Meter.BUGS)).isOne();
        }

        @Test
        void failingService_nothingIsLeft() {
            assertThatThrownBy(() -> filter().invoke(failingWith(new RpcException("broken")), tagged("canary")))
                    .isExactlyInstanceOf(RpcException.class)
                    .hasMessage("broken");
            assertThat(GrayContext.tag()).isEmpty();
        }

        @Test
        void callServedInsideAnother_outerComesBack() {
            InboundTagFilter filter = filter();
            FakeInvoker outer = new FakeInvoker(application.reference(), call -> {
                filter.invoke(recording(), tagged("inner"));
                filter.invoke(recording(), TestApplication.call());
                seen.add(GrayContext.tag());
            });

            filter.invoke(outer, tagged("outer"));

            assertThat(seen)
                    .containsExactly(
                            Optional.of(new Tag.Named("inner")), Optional.empty(), Optional.of(new Tag.Named("outer")));
        }

        @Test
        void malformedTag_isServedAsUntaggedAndCounted() throws Throwable {
            Result result = serve(tagged("can ary"));

            assertThat(seen).containsExactly(Optional.empty());
            assertThat(result.recreate()).isEqualTo("served");
            assertThat(application.droppedTags()).isEqualTo(1);
        }

        @Test
        void tagThatIsNoText_isNone() {
            RpcInvocation call = TestApplication.call();
            call.setObjectAttachment("x-gray-tag", List.of("canary"));

            serve(call);

            assertThat(seen).containsExactly(Optional.empty());
        }

        @Test
        void callItself_isNotChanged() {
            RpcInvocation call = tagged("version=v2;region=sh");
            call.setAttachment("user-id", "1001");

            serve(call);

            assertThat(call.getObjectAttachments())
                    .containsOnlyKeys("x-gray-tag", "user-id")
                    .containsEntry("x-gray-tag", "version=v2;region=sh");
        }
    }

    @Nested
    class PooledThread {

        @Test
        void callsOneAfterTheOther_doNotSeeEachOther() throws Exception {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            InboundTagFilter filter = filter();
            try {
                for (String tag : List.of("one", "two")) {
                    pool.submit(() -> filter.invoke(recording(), tagged(tag))).get(10, TimeUnit.SECONDS);
                    pool.submit(() -> filter.invoke(recording(), TestApplication.call()))
                            .get(10, TimeUnit.SECONDS);
                    assertThat(pool.submit(GrayContext::tag).get(10, TimeUnit.SECONDS))
                            .isEmpty();
                }
            } finally {
                pool.shutdownNow();
            }

            assertThat(seen)
                    .containsExactly(
                            Optional.of(new Tag.Named("one")),
                            Optional.empty(),
                            Optional.of(new Tag.Named("two")),
                            Optional.empty());
        }

        @Test
        void callThatFailed_leavesNothing() throws Exception {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            InboundTagFilter filter = filter();
            try {
                assertThatThrownBy(() -> pool.submit(() ->
                                        filter.invoke(failingWith(new IllegalStateException("broken")), tagged("one")))
                                .get(10, TimeUnit.SECONDS))
                        .hasRootCauseMessage("broken");

                assertThat(pool.submit(GrayContext::tag).get(10, TimeUnit.SECONDS))
                        .isEmpty();
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Nested
    @DisplayName("P3: a refusal met while serving reaches the caller with its reason")
    class Refusals {

        private final GrayRefusedException refused = new GrayRefusedException(
                new Placement.Refused("demo-provider", "canary", List.of()),
                new RpcException(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER, "No provider available"));

        @Test
        void refusal_leavesAsAPlainErrorWithCodeAndMessage() {
            assertThat(answerOfTheChain(refused))
                    .isExactlyInstanceOf(RpcException.class)
                    .hasMessage(refused.getMessage())
                    .hasCause(refused.getCause())
                    .extracting(error -> ((RpcException) error).getCode())
                    .isEqualTo(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER);
        }

        @Test
        void otherError_leavesAsItIs() {
            RpcException other = new RpcException("broken");

            assertThat(answerOfTheChain(other)).isSameAs(other);
        }

        /** Runs a service that fails behind all of Dubbo's provider filters. */
        private Throwable answerOfTheChain(RpcException failure) {
            Invoker<Echo> service = mock();
            when(service.getInterface()).thenReturn(Echo.class);
            when(service.getUrl()).thenReturn(application.reference());
            when(service.invoke(any()))
                    .thenAnswer(call -> AsyncRpcResult.newDefaultAsyncResult(failure, call.getArgument(0)));
            return application
                    .model()
                    .getExtensionLoader(FilterChainBuilder.class)
                    .getDefaultExtension()
                    .buildInvokerChain(service, "service.filter", "provider")
                    .invoke(tagged("canary"))
                    .getException();
        }
    }

    @Nested
    @DisplayName("A call without the attachment has the tag of its trace's baggage")
    class OfTheBaggage {

        @Test
        void entryOfTheCurrentContext_isTheTag() {
            try (Scope scope = baggage("canary").makeCurrent()) {
                serve(TestApplication.call());
            }

            assertThat(seen).containsExactly(Optional.of(new Tag.Named("canary")));
        }

        @Test
        void attachmentInTheFormOfTheW3C_isTheTag() {
            serve(carrying("user=42,x-gray-tag=version%3Dv2%2Cregion%3Dsh;p=1"));

            assertThat(seen)
                    .containsExactly(Optional.of(new Tag.Pairs(Labels.of(Map.of("version", "v2", "region", "sh")))));
        }

        @Test
        void attachment_goesFirst() {
            RpcInvocation call = carrying("x-gray-tag=beta");
            call.setAttachment(Tag.KEY, "canary");

            try (Scope scope = baggage("gamma").makeCurrent()) {
                serve(call);
            }

            assertThat(seen).containsExactly(Optional.of(new Tag.Named("canary")));
        }

        @Test
        void malformedEntry_isDroppedCountedAndNotCarriedOn() {
            FakeInvoker service = new FakeInvoker(
                    application.reference(),
                    call -> assertThat(Baggage.current().getEntryValue(Tag.KEY)).isNull());

            try (Scope scope = baggage("can ary").makeCurrent()) {
                filter().invoke(service, TestApplication.call());
                assertThat(Baggage.current().getEntryValue(Tag.KEY)).isEqualTo("can ary");
            }

            assertThat(application.droppedTags()).isOne();
        }

        @Test
        @DisplayName("R1: a text that is no tag ends here instead of being forwarded with the next call")
        void malformedEntryOfTheAttachment_isNotForwarded() {
            RpcContext.getServerAttachment().setAttachment("baggage", "user=42,x-gray-tag=can%20ary");
            RpcContext.getServerAttachment().setAttachment("Baggage", "x-gray-tag=can%20ary");
            try {
                serve(carrying("user=42,x-gray-tag=can%20ary"));

                assertThat(seen).containsExactly(Optional.empty());
                assertThat(application.droppedTags()).isOne();
                assertThat(RpcContext.getServerAttachment().getObjectAttachments())
                        .containsEntry("baggage", "user=42")
                        .doesNotContainKey("Baggage");
            } finally {
                RpcContext.removeServerAttachment();
            }
        }

        @Test
        void callServedInsideAnother_doesNotTakeTheOutersMirrorForItsOwn() {
            InboundTagFilter filter = filter();

            filter.invoke(
                    new FakeInvoker(
                            application.reference(), call -> filter.invoke(recording(), TestApplication.call())),
                    tagged("outer"));

            assertThat(seen).containsExactly(Optional.empty());
        }

        @Test
        void service_hasTheTagInItsBaggage() {
            List<String> entries = new ArrayList<>();
            filter().invoke(
                            new FakeInvoker(
                                    application.reference(),
                                    call -> entries.add(Baggage.current().getEntryValue(Tag.KEY))),
                            tagged("canary"));

            assertThat(entries).containsExactly("canary");
            assertThat(Baggage.current().isEmpty()).isTrue();
        }

        private static Baggage baggage(String tag) {
            return Baggage.builder().put(Tag.KEY, tag).build();
        }

        private static RpcInvocation carrying(String baggage) {
            RpcInvocation call = TestApplication.call();
            call.setAttachment("baggage", baggage);
            return call;
        }
    }

    @Nested
    class SwitchedOff {

        @Test
        void tag_isNotLookedAt() {
            application.close();
            application = TestApplication.switchedOff();

            serve(tagged("canary"));
            serve(tagged("can ary"));

            assertThat(seen).containsExactly(Optional.empty(), Optional.empty());
            assertThat(application.droppedTags()).isZero();
        }
    }

    private Result serve(Invocation call) {
        return filter().invoke(recording(), call);
    }

    private InboundTagFilter filter() {
        return new InboundTagFilter(application.model());
    }

    private FakeInvoker recording() {
        return new FakeInvoker(application.reference(), call -> seen.add(GrayContext.tag()));
    }

    private FakeInvoker failingWith(RuntimeException failure) {
        return new FakeInvoker(application.reference(), call -> {
            throw failure;
        });
    }

    private static RpcInvocation tagged(String tag) {
        RpcInvocation call = TestApplication.call();
        call.setAttachment("x-gray-tag", tag);
        return call;
    }
}
