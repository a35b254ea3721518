package io.github.dubbogray.filter.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer counts of a step of a release, over sockets. */
class ReleaseCountsTest {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 } }
            rules:
              - { id: qa, when: { attachment.x-user-type: qa }, to: canary }
              - id: ramp
                when: { attachment.user-id: { exists: true } }
                to: { canary: 50%, stable: 50% }
                sticky: attachment.user-id
            failures: { exceptions: [java.lang.IllegalStateException] }
            """;
    private static final String STEP_1 = DOCUMENT + "release: { id: r-1, step: 1, slowerThan: 10m }\n";

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryCall {

        private final String protocol;
        private ShopSystem system;
        private Shop shop;

        EveryCall(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            system = new ShopSystem(protocol, folder);
        }

        @BeforeEach
        void begin() {
            RpcContext.removeContext();
            shop = system.shop(STEP_1, Map.of("retries", "0"));
        }

        @AfterAll
        void stop() throws Exception {
            system.close();
        }

        private String call(String user) {
            RpcContext.getClientAttachment().setAttachment("user-id", user);
            return shop.getPrice("a");
        }

        private Optional<StepReport> counted() {
            return system.application().watches().counted("shop");
        }

        private LaneCounts of(String lane) {
            return counted().orElseThrow().lane(lane);
        }

        @Test
        void callsOfTheRamp_areCountedForTheLaneThatServed() {
            long gray = 0;
            for (int i = 0; i < 200; i++) {
                gray += call("user-" + i).equals("gray") ? 1 : 0;
            }

            assertThat(gray).isBetween(60L, 140L);
            assertThat(of("canary")).isEqualTo(new LaneCounts(gray, LaneCounts.Of.NONE, LaneCounts.Of.NONE));
            assertThat(of("stable").calls()).isEqualTo(200 - gray);
        }

        @Test
        @DisplayName("Who came with a tag, or by another rule, was not sent by chance, and proves nothing")
        void callsThatChanceDidNotSend_areNotCounted() {
            ShopSystem.tag("canary");
            assertThat(shop.getPrice("a")).isEqualTo("gray");
            RpcContext.getClientAttachment().setAttachment("x-user-type", "qa");
            assertThat(shop.getPrice("a")).isEqualTo("gray");
            assertThat(shop.getPrice("a")).isEqualTo("stable");

            assertThat(counted()).contains(new StepReport("r-1", 1, Map.of()));
        }

        @Test
        void failuresOfOneUser_areManyCallsAndOneKey() {
            system.gray.failure = new IllegalStateException("out of stock");
            system.stable.failure = new IllegalStateException("out of stock");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> call("same")).isInstanceOf(IllegalStateException.class);
            }

            LaneCounts all = of("canary").plus(of("stable"));
            assertThat(all).isEqualTo(new LaneCounts(3, new LaneCounts.Of(3, 1), LaneCounts.Of.NONE));
        }

        @Test
        @DisplayName("Of failed calls to gray it is known which method and instance, and which trace the caller was in")
        void failedCalls_areToldApart() {
            system.gray.failure = new IllegalStateException("out of stock");
            int thrown = 0;
            for (int i = 0; i < 20; i++) {
                RpcContext.getClientAttachment()
                        .setAttachment("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
                try {
                    call("user-" + i);
                } catch (IllegalStateException outOfStock) {
                    thrown++;
                }
            }
            FailedCalls failed = counted().orElseThrow().failed();
            LaneCounts gray = of("canary");

            assertThat(failed.most().get(FailedCalls.Trait.METHOD))
                    .isEqualTo(new FailedCalls.Value("getPrice", thrown, gray.calls()));
            assertThat(failed.most().get(FailedCalls.Trait.VERSION).name()).isEqualTo("v2");
            assertThat(failed.most().get(FailedCalls.Trait.INSTANCE).name()).matches("[0-9.]+:[0-9]+");
            assertThat(failed.traces()).containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
        }

        @Test
        void asynchronousCalls_areCountedWhenTheyEnd() throws Exception {
            RpcContext.getClientAttachment().setAttachment("user-id", "later");
            shop.getLater("a").get(10, TimeUnit.SECONDS);

            await().untilAsserted(() ->
                    assertThat(of("canary").plus(of("stable")).calls()).isEqualTo(1));
        }

        @Test
        void callThatIsTriedAgain_isOneCall() {
            shop = system.shop(STEP_1, Map.of("retries", "2", "timeout", "300"));
            CountDownLatch hanging = new CountDownLatch(1);
            system.gray.hanging = hanging;
            system.stable.hanging = hanging;
            assertThatThrownBy(() -> call("a")).isInstanceOf(RpcException.class);
            hanging.countDown();

            assertThat(of("canary").plus(of("stable")))
                    .isEqualTo(new LaneCounts(1, new LaneCounts.Of(1, 1), LaneCounts.Of.NONE));
        }

        @Test
        void nextStep_beginsAnewAndTheEndOfTheReleaseEndsIt() {
            call("a");
            system.publish(DOCUMENT + "release: { id: r-1, step: 2 }\n");
            assertThat(counted()).contains(new StepReport("r-1", 2, Map.of()));

            system.publish(DOCUMENT);
            call("a");
            assertThat(counted()).isEmpty();
        }
    }

    @Nested
    class OnDubbo extends EveryCall {
        OnDubbo() {
            super("dubbo");
        }
    }

    @Nested
    class OnTriple extends EveryCall {
        OnTriple() {
            super("tri");
        }
    }
}
