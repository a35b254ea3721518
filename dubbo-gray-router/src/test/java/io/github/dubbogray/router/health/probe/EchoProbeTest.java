package io.github.dubbogray.router.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.router.settings.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Against real providers, over sockets. */
class EchoProbeTest {

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryProtocol {

        private final String protocol;
        private EchoProvider provider;

        EveryProtocol(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start() {
            provider = EchoProvider.of(protocol);
        }

        @AfterEach
        void open() {
            Gate.open(provider.port());
        }

        @AfterAll
        void stop() {
            provider.close();
        }

        private EchoProbe begin(Duration limit) {
            return EchoProbe.begin(List.of(provider.invoker()), limit);
        }

        private Answer answer(Duration limit) {
            EchoProbe probe = begin(limit);
            return await().until(probe::answer, answer -> answer != Answer.NONE_YET);
        }

        @Test
        void serving_answers() {
            assertThat(answer(Duration.ofSeconds(3))).isEqualTo(Answer.ANSWERED);
        }

        @Test
        void refusing_answers() {
            provider.guard(call -> {
                throw new RpcException(RpcException.FORBIDDEN_EXCEPTION, "not for you");
            });

            assertThat(answer(Duration.ofSeconds(3))).isEqualTo(Answer.ANSWERED);
        }

        @Test
        void failing_answers() {
            provider.guard(call -> {
                throw new IllegalStateException("broken");
            });

            assertThat(answer(Duration.ofSeconds(3))).isEqualTo(Answer.ANSWERED);
        }

        @Test
        @DisplayName("A provider whose worker threads are taken does not answer an echo, but takes connections")
        void hanging_doesNotAnswer() {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            provider.guard(call -> {
                arrived.countDown();
                waitFor(go);
            });
            try {
                EchoProbe first = begin(Duration.ofMillis(300));
                waitFor(arrived);
                assertThat(first.answer()).isEqualTo(Answer.NONE_YET);

                assertThat(answer(Duration.ofSeconds(20)))
                        .as("nobody is left to answer")
                        .isEqualTo(Answer.UNANSWERED);
                await().until(first::answer, Answer.UNANSWERED::equals);
                TcpProbe connection = TcpProbe.begin(provider.invoker().getUrl());
                await().until(connection::answer, Answer.ANSWERED::equals);
                connection.end();
            } finally {
                go.countDown();
            }
            await().until(() -> answer(Duration.ofSeconds(3)), Answer.ANSWERED::equals); // once the thread is free
        }

        @Test
        void connectionLost_doesNotAnswer() {
            Invoker<?> lost = provider.disconnected();
            assertThat(EchoProbe.begin(List.of(lost), Duration.ofSeconds(3)).answer())
                    .isEqualTo(Answer.UNANSWERED);

            EchoProbe byEither = EchoProbe.begin(List.of(lost, provider.invoker()), Duration.ofSeconds(3));
            assertThat(await().until(byEither::answer, answer -> answer != Answer.NONE_YET))
                    .as("asked by the invoker that is connected")
                    .isEqualTo(Answer.ANSWERED);
        }

        @Test
        @DisplayName("R5: a probe has nothing of the request during which it was begun, on a thread of its own")
        void attachments_areNobodysRequest() {
            List<Invocation> arrived = new CopyOnWriteArrayList<>();
            provider.guard(arrived::add);
            Probed probed = Probed.by(ProbingRules.By.ECHO, List.of(provider.invoker()));
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "canary");
            RpcContext.getServerAttachment().setAttachment("user", "1001");
            try (Prober prober = new Prober(Surroundings.ofSystem())) {
                prober.hold(List.of(probed.target()));
                await().until(() -> arrived.size() >= 2);
            } finally {
                RpcContext.removeContext();
            }

            Set<String> names = new TreeSet<>();
            arrived.forEach(call -> names.addAll(call.getObjectAttachments().keySet()));
            assertThat(names).contains("id").doesNotContain("x-gray-tag", "user");
            assertThat(arrived).extracting(Invocation::getMethodName).containsOnly("$echo");
        }

        @Test
        @DisplayName("R5: a probe leaves nothing with its thread")
        void context_isClean() {
            answer(Duration.ofSeconds(3));

            assertThat(RpcContext.getClientAttachment().getObjectAttachments()).isEmpty();
            assertThat(RpcContext.getCancellationContext().getListeners()).isNullOrEmpty();
        }
    }

    @Nested
    class OverDubbo extends EveryProtocol {
        OverDubbo() {
            super("dubbo");
        }
    }

    @Nested
    class OverTriple extends EveryProtocol {
        OverTriple() {
            super("tri");
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
