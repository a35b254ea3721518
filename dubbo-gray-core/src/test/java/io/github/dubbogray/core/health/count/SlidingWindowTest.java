package io.github.dubbogray.core.health.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.health.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

    /** A clock that is about to overflow, as the monotonic one may be. */
    private static final long BEGIN = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

    private static final long MILLI = 1_000_000;
    private static final long SLICE = 500 * MILLI;

    private final SlidingWindow window = new SlidingWindow(Duration.ofSeconds(10), Duration.ofMillis(100), BEGIN);

    @Nested
    class Recording {

        @Test
        void outcomes_areCountedByKind() {
            window.record(Outcome.SUCCESS, 100 * MILLI, at(200));
            window.record(Outcome.FAILURE, 100 * MILLI + 1, at(200));
            window.record(Outcome.SUCCESS, 150 * MILLI, at(200));
            window.record(Outcome.IGNORED, 150 * MILLI, at(200));

            assertThat(window.recent(at(200)).tenth()).isEqualTo(new Counts(3, 1, 2));
        }

        @Test
        void callThatBeganBeforeTheWindow_doesNotCount() {
            assertThat(window.record(Outcome.FAILURE, 201 * MILLI, at(200))).isFalse();
            assertThat(window.record(Outcome.FAILURE, 200 * MILLI, at(200))).isTrue();

            assertThat(window.recent(at(200)).whole()).isEqualTo(new Counts(1, 1, 1));
        }
    }

    @Nested
    class Reading {

        /** One call in each slice: what a part has is its number of slices. */
        @Test
        void parts_areTheirSlices() {
            for (int slice = 0; slice < 60; slice++) {
                window.record(Outcome.SUCCESS, 0, BEGIN + slice * SLICE);
            }

            assertThat(window.recent(BEGIN + 59 * SLICE))
                    .isEqualTo(new Recent(calls(2), calls(4), calls(10), calls(20)));
            assertThat(window.recent(BEGIN + 60 * SLICE - 1))
                    .isEqualTo(new Recent(calls(2), calls(4), calls(10), calls(20)));
            assertThat(window.recent(BEGIN + 60 * SLICE))
                    .isEqualTo(new Recent(calls(1), calls(3), calls(9), calls(19)));
            assertThat(window.recent(BEGIN + 79 * SLICE)).isEqualTo(Recent.NONE);
        }

        @Test
        void longPause_leavesNothingBehind() {
            window.record(Outcome.FAILURE, 0, at(1));
            window.record(Outcome.SUCCESS, 0, at(32 * 500 + 1)); // in the same place

            assertThat(window.recent(at(32 * 500 + 1)).whole()).isEqualTo(calls(1));
        }

        @Test
        void callOfALongPastSlice_isDropped() {
            window.record(Outcome.SUCCESS, 0, at(32 * 500 + 1));
            window.record(Outcome.FAILURE, 0, at(1));

            assertThat(window.recent(at(32 * 500 + 1)).whole()).isEqualTo(calls(1));
            assertThat(window.recent(at(1)).whole()).isEqualTo(Counts.NONE);
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {11, 12, 13})
        void anyCalls_areCountedAsANaiveListCountsThem(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Long> ends = new ArrayList<>();
            long now = BEGIN;
            for (int i = 0; i < 5_000; i++) {
                now += random.nextInt(20) == 0 ? random.nextLong(15 * SLICE) : random.nextLong(SLICE / 20);
                window.record(Outcome.SUCCESS, 0, now);
                ends.add(now);

                Recent recent = window.recent(now);
                assertThat(recent.tenth().calls()).isEqualTo(naive(ends, now, 2));
                assertThat(recent.whole().calls()).isEqualTo(naive(ends, now, 20));
            }
        }

        private long naive(List<Long> ends, long now, int slices) {
            long oldest = (now - BEGIN) / SLICE - slices;
            long count = 0;
            for (int i = ends.size() - 1; i >= 0 && (ends.get(i) - BEGIN) / SLICE > oldest; i--) {
                count++;
            }
            return count;
        }
    }

    @Nested
    class ManyThreads {

        private static final int THREADS = 4;
        private static final int CALLS = 100_000;

        /** All threads pass each border between slices at once, into places that older slices have. */
        @Test
        void rotation_losesNoCallAndCountsNoneElsewhere() throws Exception {
            int perSlice = 50;
            for (int round = 0; round < 200; round++) {
                SlidingWindow fresh = new SlidingWindow(Duration.ofSeconds(10), Duration.ofSeconds(1), BEGIN);
                for (int slice = 0; slice < 32; slice++) {
                    fresh.record(Outcome.SUCCESS, 0, BEGIN + slice * SLICE);
                }
                AtomicLong clock = new AtomicLong(32L * perSlice);
                inThreads(() -> {
                    for (int i = 0; i < 32 * perSlice / THREADS; i++) {
                        fresh.record(Outcome.FAILURE, 0, BEGIN + clock.getAndIncrement() / perSlice * SLICE);
                    }
                });

                assertThat(IntStream.range(32, 64).mapToObj(fresh::inSlice))
                        .containsOnly(new Counts(perSlice, perSlice, 0));
            }
        }

        @Test
        void reading_neverHasMoreFailuresThanCalls() throws Exception {
            inThreads(() -> {
                for (int i = 0; i < CALLS; i++) {
                    window.record(Outcome.FAILURE, 0, at(i / 100));
                    if (i % 16 == 0) {
                        window.recent(at(i / 100)); // counts that do not fit are refused
                    }
                }
            });

            assertThat(window.recent(at(CALLS / 100)).whole().calls()).isEqualTo(THREADS * CALLS);
        }

        private void inThreads(Runnable work) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    running.add(threads.submit(() -> {
                        start.await();
                        work.run();
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void record_allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        recordMany();
        long before = threads.getCurrentThreadAllocatedBytes();
        recordMany();

        assertThat((double) (threads.getCurrentThreadAllocatedBytes() - before) / 100_000)
                .isLessThan(1);
    }

    private void recordMany() {
        for (int i = 0; i < 100_000; i++) {
            window.record(i % 3 == 0 ? Outcome.FAILURE : Outcome.SUCCESS, 0, BEGIN + i * (SLICE / 1_000));
        }
    }

    private static long at(long millis) {
        return BEGIN + millis * MILLI;
    }

    private static Counts calls(int calls) {
        return new Counts(calls, 0, 0);
    }
}
