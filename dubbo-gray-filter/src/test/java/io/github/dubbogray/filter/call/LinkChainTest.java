package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.service.GenericService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@DisplayName("R3, R5: a tag goes on over every kind of Dubbo call, over both protocols, and no further")
class LinkChainTest {

    /** Every kind of call to front, each of which calls on to back. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryCall {

        private final String frontProtocol;
        private final String backProtocol;
        private LinkChain switchedOff;
        LinkChain chain;
        LinkService front;

        EveryCall(String frontProtocol, String backProtocol) {
            this.frontProtocol = frontProtocol;
            this.backProtocol = backProtocol;
        }

        @BeforeAll
        void start() {
            chain = LinkChain.of(frontProtocol, backProtocol, Map.of());
            front = chain.front(any -> {});
            switchedOff = LinkChain.of(frontProtocol, backProtocol, Map.of("dubbo.gray.enabled", "false"));
        }

        /** Together, since Dubbo's models share what the first that ends closes. */
        @AfterAll
        void stop() throws Exception {
            switchedOff.close();
            chain.close();
        }

        @AfterEach
        void nothingIsLeft() throws Exception {
            assertThat(LinkServer.here()).isEqualTo("-");
            // An answer may be there before its thread has come back to the pool.
            await().untilAsserted(() -> assertThat(chain.tagsOfThePool()).containsExactly("-", "-"));
            assertThat(front.sync("afterwards")).isEqualTo("->-");
        }

        @Test
        void sync_isCarried() throws Exception {
            assertThat(tagged(() -> front.sync("call"))).isEqualTo("canary>canary");
        }

        @Test
        void failedCall_isCarried() {
            assertThatThrownBy(() -> tagged(() -> front.failing("call"))).hasMessageContaining("canary>canary");
        }

        @Test
        void asyncAnswer_isCarriedByAWrappedTask() throws Exception {
            assertThat(tagged(() -> front.async("call")).get(10, TimeUnit.SECONDS))
                    .isEqualTo("canary>canary");
        }

        @Test
        void stageOfAWrappedFuture_callsOnWithTheTag() throws Exception {
            assertThat(tagged(() -> GrayContext.wrap(front.async("call"))
                                    .thenComposeAsync(first -> front.async("again"))
                                    .thenApplyAsync(second -> second + " " + LinkServer.here()))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo("canary>canary canary");
        }

        @Test
        void asyncContext_hasTheTagOnTheThreadItSwitchedUntilItIsAnswered() throws Exception {
            assertThat(tagged(() -> front.switched("call"))).isEqualTo("canary>canary");
            assertThat(front.switched("call")).isEqualTo("->-");
        }

        @Test
        void asynchronousConsumer_isCarried() throws Exception {
            LinkService asynchronous = chain.front(reference -> reference.setAsync(true));
            CompletableFuture<String> answer = tagged(() -> {
                asynchronous.sync("call");
                return RpcContext.getServiceContext().getCompletableFuture();
            });

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("canary>canary");
        }

        @Test
        void asyncCall_isCarried() throws Exception {
            CompletableFuture<String> answer =
                    tagged(() -> RpcContext.getServiceContext().asyncCall(() -> front.sync("call")));

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("canary>canary");
        }

        @Test
        void oneWay_isCarried() throws Exception {
            MethodConfig oneWay = new MethodConfig();
            oneWay.setName("oneWay");
            oneWay.setReturn(false);
            LinkService sending = chain.front(reference -> reference.setMethods(List.of(oneWay)));

            tagged(() -> {
                sending.oneWay("one way, tagged");
                return "";
            });
            sending.oneWay("one way");

            await().untilAsserted(() ->
                    assertThat(front.remembered("one way, tagged")).isEqualTo("canary>canary"));
            await().untilAsserted(() -> assertThat(front.remembered("one way")).isEqualTo("->-"));
        }

        @Test
        void genericCall_isCarried() throws Exception {
            GenericService generic = chain.<GenericService>reference(reference -> reference.setGeneric("true"))
                    .get();
            String[] types = {String.class.getName()};
            Object[] arguments = {"call"};

            assertThat(tagged(() -> generic.$invoke("sync", types, arguments))).isEqualTo("canary>canary");
            assertThat(tagged(() -> generic.$invokeAsync("sync", types, arguments))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo("canary>canary");
            assertThat(generic.$invoke("sync", types, arguments)).isEqualTo("->-");
        }

        @Test
        void lateAnswer_leavesNothing() throws Exception {
            LinkService hasty = chain.front(reference -> {
                reference.setParameters(Map.of("slow.timeout", "100")); // of that method alone
                reference.setRetries(0);
            });

            assertThatThrownBy(() -> tagged(() -> hasty.slow(400))).isInstanceOf(RpcException.class);
            assertThat(hasty.sync("call")).isEqualTo("->-");
        }

        @Test
        void cancelledCall_leavesNothing() throws Exception {
            CompletableFuture<String> answer = tagged(() -> front.async("call"));
            answer.cancel(true);

            assertThat(front.sync("call")).isEqualTo("->-");
        }

        @Test
        @DisplayName("R5: the host's own attachments arrive as they do without the library")
        void attachments_areThoseOfACallWithoutTheLibrary() throws Exception {
            assertThat(withAttachments(front))
                    .isEqualTo(withAttachments(switchedOff.front(any -> {})))
                    .contains("user-id=1001");
        }

        @Test
        void attachmentsOfTheResponse_areThoseOfACallWithoutTheLibrary() throws Exception {
            assertThat(responseOf(front))
                    .isEqualTo(responseOf(switchedOff.front(any -> {})))
                    .containsEntry("word", "hello");
        }

        private static Map<String, Object> responseOf(LinkService front) {
            front.responding("hello");
            Map<String, Object> attachments =
                    new TreeMap<>(RpcContext.getClientResponseContext().getObjectAttachments());
            attachments.remove("date");
            return attachments;
        }

        private static List<String> withAttachments(LinkService front) {
            RpcContext.getClientAttachment().setAttachment("user-id", "1001");
            RpcContext.getClientAttachment().setAttachment("trace", "abc");
            return front.attachments("call").stream()
                    .filter(attachment -> !attachment.startsWith("timeout-countdown"))
                    .toList();
        }
    }

    /** Streams, which Triple has. */
    abstract static class EveryCallAndStream extends EveryCall {

        EveryCallAndStream(String frontProtocol, String backProtocol) {
            super(frontProtocol, backProtocol);
        }

        @Test
        void serverStream_runsWithTheTagOnBothSides() throws Exception {
            Answers answers = new Answers();
            tagged(() -> {
                front.serverStream("call", answers);
                return "";
            });

            assertThat(answers.whole()).containsExactly("canary canary>canary", "canary canary>canary", "canary end");
        }

        @Test
        void untaggedServerStream_runsWithoutATag() throws Exception {
            Answers answers = new Answers();
            front.serverStream("call", answers);

            assertThat(answers.whole()).containsExactly("- ->-", "- ->-", "- end");
        }

        @Test
        void bidirectionalStream_runsEachMessageWithTheTagOfItsCall() throws Exception {
            Answers ofTagged = new Answers();
            Answers ofUntagged = new Answers();
            StreamObserver<String> tagged = tagged(() -> front.bidirectional(ofTagged));
            StreamObserver<String> untagged = front.bidirectional(ofUntagged);
            for (int i = 0; i < 3; i++) {
                tagged.onNext("message");
                GrayContext.run("other", () -> untagged.onNext("message"));
            }
            tagged.onCompleted();
            untagged.onCompleted();

            assertThat(ofTagged.whole()).hasSize(5).containsOnly("canary canary>canary", "canary end");
            assertThat(ofUntagged.whole()).hasSize(5).containsOnly("- ->-", "- end");
        }
    }

    @Nested
    class DubboOnly extends EveryCall {
        DubboOnly() {
            super("dubbo", "dubbo");
        }

        @Test
        void callBack_carriesTheTagOfTheCallBeingServed() throws Exception {
            LinkService calling = chain.frontThatCallsBack();
            LinkCallback callback = message -> LinkServer.here();
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "canary");

            assertThat(calling.callBack("call", callback)).containsExactly("canary", "canary");
            RpcContext.removeClientAttachment();
            assertThat(calling.callBack("call", callback)).containsExactly("-", "-");
        }
    }

    @Nested
    class DubboThenTriple extends EveryCall {
        DubboThenTriple() {
            super("dubbo", "tri");
        }
    }

    @Nested
    class TripleThenDubbo extends EveryCallAndStream {
        TripleThenDubbo() {
            super("tri", "dubbo");
        }
    }

    @Nested
    class TripleOnly extends EveryCallAndStream {
        TripleOnly() {
            super("tri", "tri");
        }
    }

    /** What came back over a stream, each with the tag that the caller's own code had then. */
    private static final class Answers implements StreamObserver<String> {

        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final CompletableFuture<List<String>> whole = new CompletableFuture<>();

        List<String> whole() throws Exception {
            return whole.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(String answer) {
            seen.add(LinkServer.here() + " " + answer);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            seen.add(LinkServer.here() + " end");
            whole.complete(seen);
        }
    }

    private static <V> V tagged(Callable<V> call) throws Exception {
        return GrayContext.call("canary", call);
    }
}
