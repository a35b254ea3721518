package io.github.dubbogray.filter.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.call.LinkServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("R5: a wrapped executor runs each task with the tag of the moment it is handed over, and leaves none")
class CarryingExecutorsTest {

    private final ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Callable<String> asking = LinkServer::here;
    private final Runnable noting = this::note;

    @AfterEach
    void poolHasNothingLeft() throws Exception {
        if (!pool.isShutdown()) {
            assertThat(pool.submit(asking).get(10, TimeUnit.SECONDS)).isEqualTo("-");
        }
        pool.shutdownNow();
        assertThat(GrayContext.tag()).isEmpty();
    }

    @Nested
    class OfAnExecutor {

        @Test
        void execute_hasTheTag() throws Exception {
            Executor executor = GrayContext.wrap((Executor) pool);
            GrayContext.run("canary", () -> executor.execute(noting));
            executor.execute(noting);
            awaitPool();

            assertThat(seen).containsExactly("canary", "-");
        }
    }

    @Nested
    class OfAService {

        private final ExecutorService service = GrayContext.wrap((ExecutorService) pool);

        @Test
        void execute_hasTheTag() throws Exception {
            GrayContext.run("canary", () -> service.execute(noting));
            awaitPool();

            assertThat(seen).containsExactly("canary");
        }

        @Test
        void submit_hasTheTagAndGivesTheValue() throws Exception {
            List<Future<String>> futures =
                    GrayContext.call("canary", () -> List.of(service.submit(asking), service.submit(noting, "value")));
            GrayContext.call("beta", () -> service.submit(noting)).get(10, TimeUnit.SECONDS);

            assertThat(futures.get(0).get()).isEqualTo("canary");
            assertThat(futures.get(1).get()).isEqualTo("value");
            assertThat(seen).containsExactly("canary", "beta");
        }

        @Test
        void invokeAll_hasTheTagInAllTasks() throws Exception {
            List<Callable<String>> tasks = List.of(asking, asking);
            List<Future<String>> futures = new ArrayList<>();
            futures.addAll(GrayContext.call("canary", () -> service.invokeAll(tasks)));
            futures.addAll(GrayContext.call("beta", () -> service.invokeAll(tasks, 10, TimeUnit.SECONDS)));

            assertThat(futures).extracting(Future::get).containsExactly("canary", "canary", "beta", "beta");
        }

        @Test
        void invokeAny_hasTheTag() throws Exception {
            List<Callable<String>> tasks = List.of(asking);

            assertThat(GrayContext.call("canary", () -> service.invokeAny(tasks)))
                    .isEqualTo("canary");
            assertThat(GrayContext.call("beta", () -> service.invokeAny(tasks, 10, TimeUnit.SECONDS)))
                    .isEqualTo("beta");
        }

        @Test
        void end_isThatOfTheExecutorBehind() throws Exception {
            assertThat(service.isShutdown()).isFalse();
            service.shutdown();

            assertThat(pool.isShutdown()).isTrue();
            assertThat(service.isShutdown()).isTrue();
            assertThat(service.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(service.isTerminated()).isTrue();
            assertThat(service.shutdownNow()).isEmpty();
        }
    }

    @Nested
    class OfAScheduledService {

        private final ScheduledExecutorService service = GrayContext.wrap(pool);

        @Test
        void schedule_hasTheTag() throws Exception {
            assertThat(GrayContext.call("canary", () -> service.schedule(asking, 1, TimeUnit.MILLISECONDS))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo("canary");
            GrayContext.call("beta", () -> service.schedule(noting, 1, TimeUnit.MILLISECONDS))
                    .get(10, TimeUnit.SECONDS);

            assertThat(seen).containsExactly("beta");
        }

        @Test
        void repetitions_allHaveTheTagOfTheScheduling() throws Exception {
            CountDownLatch fixedRate = new CountDownLatch(3);
            CountDownLatch fixedDelay = new CountDownLatch(3);
            Future<?> first = GrayContext.call(
                    "canary",
                    () -> service.scheduleAtFixedRate(() -> noteOnce(fixedRate), 0, 1, TimeUnit.MILLISECONDS));
            assertThat(fixedRate.await(10, TimeUnit.SECONDS)).isTrue();
            first.cancel(false);
            assertThat(seen).hasSizeGreaterThanOrEqualTo(3).containsOnly("canary");
            awaitPool();
            seen.clear();

            Future<?> second = service.scheduleWithFixedDelay(() -> noteOnce(fixedDelay), 0, 1, TimeUnit.MILLISECONDS);
            assertThat(fixedDelay.await(10, TimeUnit.SECONDS)).isTrue();
            second.cancel(false);
            assertThat(seen).hasSizeGreaterThanOrEqualTo(3).containsOnly("-");
        }

        private void noteOnce(CountDownLatch rounds) {
            noting.run();
            rounds.countDown();
        }
    }

    @Test
    void completableFuture_withAWrappedExecutorHasTheTagOfTheMomentItIsAsked() throws Exception {
        Executor executor = GrayContext.wrap((Executor) pool);

        assertThat(GrayContext.call("canary", () -> CompletableFuture.supplyAsync(LinkServer::here, executor))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("canary");
    }

    private void note() {
        seen.add(LinkServer.here());
    }

    private void awaitPool() throws Exception {
        pool.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }
}
