package io.github.dubbogray.filter.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.router.call.FailedTry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A failed call of a gray lane is tried once more, on stable, over both protocols")
class StableRetryTest {

    private static final String RETRYING = """
            lanes:
              canary: { labels: { version: v2 }, health: {} }
            failures: { exceptions: [java.lang.IllegalStateException], retryOnStable: [get*] }
            """;

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryRetry {

        private final String protocol;
        private ShopSystem system;

        EveryRetry(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            system = new ShopSystem(protocol, folder);
        }

        @AfterAll
        void stop() throws Exception {
            system.close();
        }

        @Test
        void failedCall_isAnsweredByStableAndCountedForTheLane() throws Exception {
            Shop shop = system.shop(RETRYING, Map.of("retries", "0"));
            system.gray.failure = new IllegalStateException("sick");

            canary();
            assertThat(shop.getPrice("a")).isEqualTo("stable");
            canary();
            assertThat(shop.getLater("a").get(10, TimeUnit.SECONDS)).isEqualTo("stable");

            assertThat(system.stable.tags).as("the tag stays for later hops").containsExactly("canary", "canary");
            await().untilAsserted(() -> assertThat(system.counts()).isEqualTo(new Counts(2, 2, 0)));
        }

        @Test
        void clusterThatRetriesByItself_goesToStableAtOnce() {
            Shop shop = system.shop(RETRYING, Map.of("retries", "3", "timeout", "500"));
            CountDownLatch hanging = new CountDownLatch(1);
            system.gray.hanging = hanging;

            canary();
            try {
                assertThat(shop.getPrice("a")).isEqualTo("stable");
            } catch (RpcException timeOut) { // of Triple, whose time-outs are answers, which no cluster tries again
                assertThat(protocol).isEqualTo("tri");
            }
            hanging.countDown();
            assertThat(system.gray.tags).hasSize(1);
        }

        @Test
        void noTimeLeft_isNotTriedAgain() {
            Shop shop = system.shop(RETRYING, Map.of("retries", "0", "timeout", "500"));
            CountDownLatch hanging = new CountDownLatch(1);
            system.gray.hanging = hanging;

            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(RpcException.class);
            hanging.countDown();
            assertThat(system.stable.tags).isEmpty();
        }

        @Test
        void stableThatFailsToo_isTriedOnce() {
            Shop shop = system.shop(RETRYING, Map.of("retries", "0"));
            system.gray.failure = new IllegalStateException("gray");
            system.stable.failure = new IllegalStateException("stable");

            canary();
            assertThatThrownBy(() -> shop.getPrice("a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stable");
            assertThat(system.gray.tags).hasSize(1);
            assertThat(system.stable.tags).hasSize(1);
        }

        @Test
        void otherMethodOrOtherLane_isNotTriedAgain() {
            Shop shop = system.shop(RETRYING.replace("get*", "find*"), Map.of("retries", "0"));
            system.gray.failure = new IllegalStateException("gray");
            system.stable.failure = new IllegalStateException("stable");

            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).hasMessageContaining("gray");
            assertThat(system.stable.tags).isEmpty();
            assertThatThrownBy(() -> shop.getPrice("a")).hasMessageContaining("stable");
            assertThat(system.stable.tags).hasSize(1);
        }

        @Test
        @DisplayName("P3: strict never crosses")
        void strictLane_isNotTriedAgain() {
            Shop shop = system.shop(RETRYING.replace("health: {}", "fallback: []"), Map.of("retries", "0"));
            system.gray.failure = new IllegalStateException("gray");

            canary();
            assertThatThrownBy(() -> shop.getPrice("a")).hasMessageContaining("gray");
            assertThat(system.stable.tags).isEmpty();
        }

        @Test
        void callChosenByLabels_isTriedAgainToo() {
            Shop shop = system.shop(RETRYING, Map.of("retries", "0"));
            system.gray.failure = new IllegalStateException("gray");

            ShopSystem.tag("version=v2");
            assertThat(shop.getPrice("a")).isEqualTo("stable");
            assertThat(system.counts()).isEqualTo(new Counts(1, 1, 0));
        }

        @Test
        @DisplayName("of several tries at once, one that failed changes nothing where the call has its answer")
        void answeredCall_isNotTriedAgain() {
            Shop shop = system.shop(RETRYING, Map.of("retries", "0"));
            canary();
            assertThat(shop.getPrice("a")).isEqualTo("gray");
            RpcInvocation call = new RpcInvocation(
                    null, "getPrice", Shop.class.getName(), "", new Class<?>[] {String.class}, new Object[] {"a"});
            AtomicInteger tries = new AtomicInteger();
            FakeInvoker forking = new FakeInvoker(URL.valueOf("consumer://127.0.0.1/shop"), invocation -> {
                tries.incrementAndGet();
                FailedTry.of(invocation);
            });

            Result result = new StableRetryFilter(system.model()).invoke(forking, call);

            assertThat(result.getValue()).isEqualTo("served");
            assertThat(tries).hasValue(1);
        }

        private static void canary() {
            ShopSystem.tag("canary");
        }
    }

    @Nested
    class Dubbo extends EveryRetry {
        Dubbo() {
            super("dubbo");
        }
    }

    @Nested
    class Triple extends EveryRetry {
        Triple() {
            super("tri");
        }
    }
}
