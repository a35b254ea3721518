package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.testing.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {

    private final InOrder order = new InOrder();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void notRun_nothingHappens() {
        order.add(() -> ran.add(1));

        assertThat(ran).isEmpty();
    }

    @Test
    void taskThatAddsAndRuns_isFinishedFirst() {
        order.add(() -> {
            order.add(() -> ran.add(2));
            order.run();
            ran.add(1);
        });
        order.run();

        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void taskThatFails_isLoggedAndTheOthersRun() {
        try (CapturedLog log = new CapturedLog()) {
            order.add(() -> {
                throw new AssertionError("test");
            });
            order.add(() -> ran.add(2));
            order.run();

            assertThat(ran).containsExactly(2);
            assertThat(log.linesWith("A change was not told to all who listen")).isEqualTo(1);
        }
    }

    @Test
    void manyThreads_runEveryTaskOnceInTheOrderOfAdding() throws Exception {
        int tasks = 20_000;
        int[] added = {0};
        Object lock = new Object();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                runs.add(threads.submit(() -> {
                    for (int i = 0; i < tasks / 4; i++) {
                        synchronized (lock) {
                            int number = added[0]++;
                            order.add(() -> ran.add(number)); // by one thread at a time
                        }
                        order.run();
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, tasks).boxed().toList());
    }
}
