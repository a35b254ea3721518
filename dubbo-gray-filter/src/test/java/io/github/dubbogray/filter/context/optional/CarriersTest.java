package io.github.dubbogray.filter.context.optional;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.ttl.TtlRunnable;
import com.alibaba.ttl.threadpool.TtlExecutors;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.GrayThreadLocalAccessor;
import io.github.dubbogray.filter.call.LinkServer;
import io.github.dubbogray.filter.context.RequestScope;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("R5: libraries that carry thread contexts carry the tag, and leave none behind")
class CarriersTest {

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final Callable<String> asking = LinkServer::here;

    @AfterEach
    void poolHasNothingLeft() throws Exception {
        assertThat(inPool(asking)).isEqualTo("-");
        pool.shutdownNow();
        assertThat(RequestScope.current()).isNull();
    }

    @Nested
    class OfMicrometer {

        private final ContextSnapshotFactory snapshots =
                ContextSnapshotFactory.builder().clearMissing(true).build();

        @Test
        void wrappedTask_hasTheTag() throws Exception {
            Callable<String> wrapped =
                    GrayContext.call("canary", () -> snapshots.captureAll().wrap(asking));

            assertThat(inPool(wrapped)).isEqualTo("canary");
        }

        @Test
        void nestedSnapshots_endInOrder() throws Exception {
            ContextSnapshot outer = GrayContext.call("outer", () -> snapshots.captureAll());
            ContextSnapshot inner = GrayContext.call("inner", () -> snapshots.captureAll());
            ContextSnapshot none = snapshots.captureAll();

            assertThat(inPool(() -> {
                        try (ContextSnapshot.Scope first = outer.setThreadLocals()) {
                            String seen = LinkServer.here();
                            try (ContextSnapshot.Scope second = inner.setThreadLocals()) {
                                seen += LinkServer.here();
                            }
                            try (ContextSnapshot.Scope third = none.setThreadLocals()) {
                                seen += LinkServer.here();
                            }
                            return seen + LinkServer.here();
                        }
                    }))
                    .isEqualTo("outerinner-outer");
        }

        @Test
        void restoringOnceTooOften_endsNothingElse() {
            GrayThreadLocalAccessor accessor = new GrayThreadLocalAccessor();

            GrayContext.run("canary", () -> {
                Object carried = accessor.getValue();
                accessor.setValue();
                accessor.setValue(carried);
                accessor.restore();
                assertThat(LinkServer.here()).isEqualTo("-");
                accessor.restore(carried);
                accessor.restore();
                accessor.restore(carried);
                assertThat(LinkServer.here()).isEqualTo("canary");
            });
        }

        @Test
        void hops_areReportedToTheRequest() throws Exception {
            try (RequestScope request = RequestScope.enter(null)) {
                Callable<String> calling = () -> {
                    RequestScope.current().hops().add("demo-a");
                    return "called";
                };
                inPool(snapshots.captureAll().wrap(calling));

                assertThat(request.servedBy()).isEqualTo("demo-a");
            }
        }
    }

    @Nested
    class OfReactor {

        @BeforeAll
        static void enable() {
            Hooks.enableAutomaticContextPropagation();
        }

        @AfterAll
        static void disable() {
            Hooks.disableAutomaticContextPropagation();
        }

        @Test
        void operators_haveTheTagOfTheSubscription() throws Exception {
            Mono<String> asked = Mono.fromCallable(asking)
                    .subscribeOn(Schedulers.fromExecutor(pool))
                    .map(first -> first + LinkServer.here());

            assertThat(GrayContext.call("canary", () -> asked.block())).isEqualTo("canarycanary");
            assertThat(asked.block()).isEqualTo("--");
        }

        @Test
        void manyAtOnce_keepTheirOwn() throws Exception {
            Flux<String> many = Flux.range(0, 100)
                    .publishOn(Schedulers.fromExecutor(pool))
                    .map(number -> LinkServer.here())
                    .distinct();

            assertThat(GrayContext.call("canary", () -> many.collectList().block()))
                    .isEqualTo(List.of("canary"));
            assertThat(many.collectList().block()).isEqualTo(List.of("-"));
        }
    }

    @Nested
    class OfTransmittableThreadLocal {

        @Test
        void wrappedPool_hasTheTagOfTheMomentOfSubmission() throws Exception {
            ExecutorService carrying = TtlExecutors.getTtlExecutorService(pool);

            assertThat(GrayContext.call("canary", () -> carrying.submit(asking).get(10, TimeUnit.SECONDS)))
                    .isEqualTo("canary");
            assertThat(carrying.submit(asking).get(10, TimeUnit.SECONDS)).isEqualTo("-");
        }

        @Test
        void failedTask_leavesNothing() throws Exception {
            Runnable failing = GrayContext.call(
                    "canary",
                    () -> TtlRunnable.get(() -> {
                        throw new IllegalStateException("broken");
                    }));
            assertThat(pool.submit(failing)).failsWithin(Duration.ofSeconds(10));

            assertThat(inPool(asking)).isEqualTo("-");
        }
    }

    private <V> V inPool(Callable<V> task) throws Exception {
        return pool.submit(task).get(10, TimeUnit.SECONDS);
    }
}
