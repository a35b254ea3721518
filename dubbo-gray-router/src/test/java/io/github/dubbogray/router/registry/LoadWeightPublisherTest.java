package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoadWeightPublisherTest {

    private final List<Integer> published = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger samples = new AtomicInteger();
    private volatile double busy;
    private volatile boolean registryIsAway;
    private final LoadWeightPublisher publisher =
            new LoadWeightPublisher(this::busy, this::publish, Surroundings.ofSystem());

    @AfterEach
    void close() {
        publisher.close();
    }

    @Nested
    class Sample {

        @Test
        void idleFromTheStart_nothingIsPublished() {
            sample(0);

            assertThat(published).isEmpty();
        }

        @Test
        void busyProcess_publishesWhatItCanBear() {
            sample(0.6);

            assertThat(published).containsExactly(40);
        }

        @Test
        void moveOfLessThan10_isNotPublished() {
            sample(0.6);
            sample(0.69);
            sample(0.51);

            assertThat(published).containsExactly(40);
        }

        @Test
        void moveOf10_isPublished() {
            sample(0.6);
            sample(0.7);
            sample(0.6);

            assertThat(published).containsExactly(40, 30, 40);
        }

        @Test
        void smallMoves_areMeasuredFromWhatWasPublished() {
            sample(0.6);
            sample(0.55);
            sample(0.5);

            assertThat(published).containsExactly(40, 50);
        }

        @Test
        void backTo100_isPublishedHoweverNear() {
            sample(0.1);
            sample(0.09);
            sample(0);
            sample(0);

            assertThat(published).containsExactly(90, 100);
        }

        @Test
        void fullyBusy_publishesTheLeast() {
            sample(1);

            assertThat(published).containsExactly(10);
        }

        @Test
        void loadThatCannotBeMeasured_countsAsIdle() {
            sample(-1);

            assertThat(published).isEmpty();
        }
    }

    @Nested
    class Failure {

        @Test
        void registryThatIsAway_isTriedAgainAndLoggedOnce() {
            try (CapturedLog log = new CapturedLog()) {
                registryIsAway = true;
                sample(0.6);
                sample(0.6);
                sample(0.6);
                registryIsAway = false;
                sample(0.6);
                sample(0.6);

                assertThat(published).containsExactly(40);
                assertThat(log.linesWith("Cannot publish the load-based weight 40; trying again"))
                        .isEqualTo(1);
            }
        }

        @Test
        void secondTrouble_isLoggedToo() {
            try (CapturedLog log = new CapturedLog()) {
                registryIsAway = true;
                sample(0.6);
                registryIsAway = false;
                sample(0.6);
                registryIsAway = true;
                sample(0.3);

                assertThat(log.linesWith("Cannot publish the load-based weight"))
                        .isEqualTo(2);
            }
        }
    }

    @Nested
    class Threads {

        @Test
        void notStarted_hasNone() {
            assertThat(timers()).isZero();
        }

        @Test
        @DisplayName("Dubbo asks for the metadata once for each registry, and again whenever that changes")
        void startedAgain_samplesAsOftenAsBefore() {
            publisher.start();
            publisher.start();
            publisher.start();

            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> samples.get() == 1);
        }

        @Test
        void closed_ends() {
            publisher.start();
            await().until(() -> timers() == 1);

            publisher.close();

            await().until(() -> timers() == 0);
        }

        @Test
        void startAfterClose_isNothing() {
            publisher.close();

            publisher.start();

            assertThat(timers()).isZero();
        }

        private static long timers() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("dubbo-gray-load-weight"))
                    .count();
        }
    }

    private void sample(double busyNow) {
        busy = busyNow;
        publisher.sample();
    }

    private double busy() {
        samples.incrementAndGet();
        return busy;
    }

    private void publish(int percent) {
        if (registryIsAway) {
            throw new RegistryException("away", new IllegalStateException());
        }
        published.add(percent);
    }
}
