package io.github.dubbogray.filter.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.count.Counts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.remoting.transport.ExceedPayloadLimitException;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.StatusRpcException;
import org.apache.dubbo.rpc.TriRpcStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("H1: how calls end, over both protocols")
class OutcomesTest {

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryOutcome {

        private static final String WATCHED = """
                lanes:
                  canary: { labels: { version: v2 }, outlier: { consecutiveFailures: 1000 } }
                failures: { exceptions: [java.lang.IllegalStateException], ignore: [java.lang.IllegalArgumentException] }
                """;

        private final String protocol;
        ShopSystem system;
        Shop shop;

        EveryOutcome(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            system = new ShopSystem(protocol, folder);
        }

        @BeforeEach
        void call() {
            shop = system.shop(WATCHED, Map.of("retries", "0", "putNote.return", "false"));
        }

        @AfterAll
        void stop() throws Exception {
            system.close();
        }

        @Test
        void answers_areSuccesses() throws Exception {
            canary();
            assertThat(shop.getPrice("a")).isEqualTo("gray");
            canary();
            assertThat(shop.getLater("a").get(10, TimeUnit.SECONDS)).isEqualTo("gray");

            await().untilAsserted(() -> assertThat(counts()).isEqualTo(new Counts(2, 0, 0)));
        }

        @Test
        void callsOfOtherLanes_areNotThisLanes() {
            assertThat(shop.getPrice("a")).isEqualTo("stable");
            assertThat(counts()).isEqualTo(Counts.NONE);
        }

        @Test
        void exceptionThatTheDocumentNames_isAFailure() {
            system.gray.failure = new IllegalStateException("out of stock");

            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(IllegalStateException.class);
            canary();
            assertThatThrownBy(() -> shop.getLater("a").get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
            await().untilAsserted(() -> assertThat(counts()).isEqualTo(new Counts(2, 2, 0)));
        }

        @Test
        void exceptionThatTheDocumentDoesNotName_isNobodys() {
            system.gray.failure = new IndexOutOfBoundsException("no");
            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(IndexOutOfBoundsException.class);

            system.gray.failure = new IllegalArgumentException("no");
            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(IllegalArgumentException.class);

            assertThat(counts()).isEqualTo(Counts.NONE);
        }

        @Test
        void timeOut_isAFailure() {
            CountDownLatch hanging = new CountDownLatch(1);
            system.gray.hanging = hanging;
            canary();
            // Which of both sides is the first to give up, and so the code, is chance.
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(RpcException.class);
            canary();
            assertThatThrownBy(() -> shop.getLater("a").get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(Exception.class);
            hanging.countDown();

            await().untilAsserted(() -> assertThat(counts().failures()).isEqualTo(2));
        }

        @Test
        void answerThatCannotBeSerialized_isNobodys() {
            canary();
            assertThatThrownBy(() -> shop.getThing("a")).isInstanceOf(RuntimeException.class);
            canary();
            shop.getPrice("a");

            assertThat(counts()).isEqualTo(new Counts(1, 0, 0));
        }

        @Test
        void cancelledCall_isNobodys() throws Exception {
            CountDownLatch hanging = new CountDownLatch(1);
            system.gray.hanging = hanging;
            canary();
            CompletableFuture<String> cancelled = shop.getLater("a");
            canary();
            CompletableFuture<String> waited = shop.getLater("a");
            cancelled.cancel(true);
            assertThatThrownBy(() -> waited.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            hanging.countDown();

            await().until(() -> counts().calls() > 0);
            assertThat(counts().calls()).isOne();
        }

        @Test
        void oneWayThatFails_isNotCounted() {
            system.gray.failure = new IllegalStateException("out of stock");
            canary();
            try {
                shop.putNote("a");
            } catch (IllegalStateException answeredAllTheSame) { // as Triple does
                assertThat(answeredAllTheSame).hasMessage("out of stock");
            }
            await().until(() -> !system.gray.tags.isEmpty());
            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(IllegalStateException.class);

            assertThat(counts()).isEqualTo(new Counts(1, 1, 0));
        }

        @Test
        void oneWay_isNotCounted() {
            canary();
            shop.putNote("a");
            await().until(() -> !system.gray.tags.isEmpty());

            assertThat(counts()).isEqualTo(Counts.NONE);
        }

        Counts counts() {
            return system.counts();
        }

        static void canary() {
            ShopSystem.tag("canary");
        }
    }

    @Nested
    class Dubbo extends EveryOutcome {
        Dubbo() {
            super("dubbo");
        }

        @Test
        void argumentOverThePayloadLimit_isNobodys() {
            canary();
            assertThatThrownBy(() -> shop.getPrice("x".repeat(9_000_000)))
                    .hasRootCauseInstanceOf(ExceedPayloadLimitException.class);
            canary();
            shop.getPrice("a");

            assertThat(counts()).isEqualTo(new Counts(1, 0, 0));
        }
    }

    @Nested
    class Triple extends EveryOutcome {

        Triple() {
            super("tri");
        }

        @Test
        void stream_isCountedWhenItEnds() {
            canary();
            shop.getStream("a", ignoring());
            await().untilAsserted(() -> assertThat(counts()).isEqualTo(new Counts(1, 0, 0)));

            system.gray.failure = new StatusRpcException(TriRpcStatus.UNAVAILABLE.withDescription("sick"));
            canary();
            shop.getStream("a", ignoring());
            await().untilAsserted(() -> assertThat(counts()).isEqualTo(new Counts(2, 1, 0)));
        }

        @Test
        @DisplayName("H4: a stream that began before its lane was half open says nothing of it")
        void streamOfBeforeHalfOpen_isNotCounted() throws Exception {
            shop = system.shop("""
                    lanes:
                      canary: { labels: { version: v2 }, health: { window: 10s, openFor: 1s } }
                    failures: { exceptions: [java.lang.IllegalStateException] }
                    """, Map.of("retries", "0", "timeout", "20000"));
            CountDownLatch hanging = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            system.gray.hanging = hanging;
            canary();
            shop.getStream("a", endingWith(ended));
            await().until(() -> !system.gray.tags.isEmpty());
            system.gray.failure = new IllegalStateException("sick");
            await().until(() -> {
                canary();
                var unused = shop.getLater("a");
                return isTripAt("open");
            });
            await().until(() -> isTripAt("half_open"));

            system.gray.failure = null;
            hanging.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(counts()).isEqualTo(Counts.NONE);
        }

        private boolean isTripAt(String state) {
            return system.application()
                    .watches()
                    .watch("shop")
                    .lane("canary")
                    .filter(lane -> lane.trip().id().equals(state))
                    .isPresent();
        }

        private static StreamObserver<String> endingWith(CountDownLatch ended) {
            return new StreamObserver<>() {
                @Override
                public void onNext(String message) {}

                @Override
                public void onError(Throwable failure) {
                    ended.countDown();
                }

                @Override
                public void onCompleted() {
                    ended.countDown();
                }
            };
        }

        private static StreamObserver<String> ignoring() {
            return new StreamObserver<>() {
                @Override
                public void onNext(String message) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }
    }
}
