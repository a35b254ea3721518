package io.github.dubbogray.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The end of a delivery that does not wait for its next turn; all else is tested where the router uses it. */
class FinishTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<List<String>> sent = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Attempt answer = new Attempt.Delivered();

    private final Delivery<String> delivery = new Delivery<>(
            "https://example.org/…",
            this::post,
            text -> text,
            new Delivery.Surroundings(() -> 0, bound -> 0, timer, Duration.ofHours(1)),
            new Said());

    private Attempt post(List<String> notices) {
        sent.add(List.copyOf(notices));
        return answer;
    }

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void whatWaits_goesAtOnce() throws InterruptedException {
        delivery.add(List.of("a"));
        delivery.finish(Duration.ofSeconds(5));

        assertThat(sent).containsExactly(List.of("a"));
        assertThat(said).isEmpty();
    }

    @Test
    @DisplayName("The last word of a release does not wait until a message may follow the one before")
    void whatWouldWaitForCompany_goesAtOnce() throws InterruptedException {
        delivery.add(List.of("a"));
        delivery.add(List.of("b"));
        delivery.finish(Duration.ofSeconds(5));

        assertThat(sent).containsExactly(List.of("a", "b"));
    }

    @Test
    void nothing_isNotSent() throws InterruptedException {
        delivery.finish(Duration.ofSeconds(5));

        assertThat(sent).isEmpty();
    }

    @Test
    void receiverThatIsAway_isTriedOnceAndWhatIsLeftIsSaid() throws InterruptedException {
        answer = new Attempt.Failed("away", "is away");
        delivery.add(List.of("a"));
        delivery.finish(Duration.ofSeconds(5));

        assertThat(sent).hasSize(1);
        assertThat(said)
                .containsExactly(
                        "warn https://example.org/… is away; alerts are tried again",
                        "warn The application ends; 1 alert(s) were not sent to https://example.org/…");
    }

    @Test
    void receiverThatDoesNotAnswer_isNotWaitedForLong() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Delivery<String> stuck = new Delivery<>(
                "x",
                notices -> {
                    awaitUninterrupted(never);
                    return answer;
                },
                text -> text,
                new Delivery.Surroundings(() -> 0, bound -> 0, timer, Duration.ofHours(1)),
                new Said());
        stuck.add(List.of("a"));
        stuck.finish(Duration.ofMillis(100));
        never.countDown();

        assertThat(said).contains("warn The application ends; 1 alert(s) were not sent to x");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Said implements DeliveryNews {
        @Override
        public void debug(String sentence) {}

        @Override
        public void info(String sentence) {
            said.add("info " + sentence);
        }

        @Override
        public void warn(String sentence) {
            said.add("warn " + sentence);
        }

        @Override
        public void error(String sentence) {
            said.add("error " + sentence);
        }

        @Override
        public void dropped() {
            said.add("dropped");
        }
    }
}
