package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.call.LinkServer;
import io.github.dubbogray.filter.context.RequestScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R5: a thread has a tag for as long as the scope lasts, and no longer")
class GrayContextTest {

    @AfterEach
    void nothingIsLeft() {
        assertThat(GrayContext.tag()).isEmpty();
    }

    @Nested
    class Run {

        @Test
        void outside_thereIsNoTag() {
            assertThat(GrayContext.tag()).isEmpty();
        }

        @Test
        void task_hasTheTag() {
            List<Optional<Tag>> seen = new ArrayList<>();

            GrayContext.run("canary", () -> seen.add(GrayContext.tag()));
            GrayContext.run("version=v2;region=sh", () -> seen.add(GrayContext.tag()));
            GrayContext.run("default", () -> seen.add(GrayContext.tag()));

            assertThat(seen)
                    .containsExactly(
                            named("canary"),
                            Optional.of(new Tag.Pairs(Labels.of(Map.of("version", "v2", "region", "sh")))),
                            Optional.of(new Tag.Stable()));
        }

        @Test
        void nested_innerCountsAndOuterComesBack() {
            List<Optional<Tag>> seen = new ArrayList<>();

            GrayContext.run("outer", () -> {
                GrayContext.run("inner", () -> seen.add(GrayContext.tag()));
                seen.add(GrayContext.tag());
            });

            assertThat(seen).containsExactly(named("inner"), named("outer"));
        }

        @Test
        void failingTask_outerComesBack() {
            GrayContext.run("outer", () -> {
                assertThatThrownBy(() -> GrayContext.run("inner", GrayContextTest::fail))
                        .hasMessage("broken task");
                assertThat(GrayContext.tag()).isEqualTo(named("outer"));
            });
        }
    }

    @Nested
    class Call {

        @Test
        void task_hasTheTagAndItsValueComesBack() throws Exception {
            assertThat(GrayContext.call("canary", GrayContext::tag)).isEqualTo(named("canary"));
        }

        @Test
        void checkedException_passesAndNothingIsLeft() {
            assertThatThrownBy(() -> GrayContext.call("canary", () -> {
                        throw new IOException("checked");
                    }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("checked");
        }
    }

    @Nested
    class Version {

        @ParameterizedTest
        @CsvSource({"'version=v2,region=sh', v2", "version=v2, v2", "region=sh,", "canary,", "stable,"})
        void ofATag_isItsVersionLabel(String tag, String version) throws Exception {
            assertThat(GrayContext.call(tag, GrayContext::version)).isEqualTo(Optional.ofNullable(version));
        }

        @Test
        void outside_thereIsNone() {
            assertThat(GrayContext.version()).isEmpty();
        }
    }

    @Nested
    class Scopes {

        @Test
        void request_collectsHopsOfNestedTagsAndWrappedTasks() {
            try (RequestScope request = RequestScope.enter(null)) {
                assertThat(request.servedBy()).isEmpty();
                GrayContext.run("canary", () -> report("demo-a"));
                GrayContext.wrap(() -> report("demo-b")).run();

                assertThat(request.servedBy()).isEqualTo("demo-a, demo-b");
            }
        }

        @Test
        void requestInsideAnother_collectsItsOwnHops() {
            try (RequestScope outer = RequestScope.enter(null)) {
                try (RequestScope inner = RequestScope.enter(null)) {
                    report("demo-a");
                    assertThat(inner.servedBy()).isEqualTo("demo-a");
                }
                assertThat(outer.servedBy()).isEmpty();
            }
        }

        @Test
        void requestWhoseHopsNobodyWants_collectsNone() {
            try (RequestScope request = RequestScope.enterUntagged()) {
                report("demo-a");

                assertThat(request.servedBy()).isEmpty();
            }
        }

        private static void report(String hop) {
            RequestScope.current().hops().add(hop);
        }
    }

    @Nested
    class MalformedTags {

        private static final String RULE = "must be 1 to 63 characters of A-Z a-z 0-9 . _ -";

        @Test
        void run_throwsTheReasonAndDoesNotRun() {
            List<String> ran = new ArrayList<>();

            assertThatThrownBy(() -> GrayContext.run("can ary", () -> ran.add("task")))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tag 'can ary': lane name 'can ary' " + RULE);
            assertThat(ran).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a,b", "version=", "x\ny"})
        void call_throws(String tag) {
            assertThatThrownBy(() -> GrayContext.call(tag, () -> "task"))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void lineBreak_cannotForgeALogLine() {
            assertThatThrownBy(() -> GrayContext.run("x\ny", GrayContextTest::fail))
                    .hasMessage("tag 'x\\u000Ay': lane name 'x\\u000Ay' " + RULE);
        }

        @Test
        void insideAnotherTag_thatOneStays() {
            GrayContext.run("outer", () -> {
                assertThatThrownBy(() -> GrayContext.run("can ary", GrayContextTest::fail))
                        .isExactlyInstanceOf(IllegalArgumentException.class);
                assertThat(GrayContext.tag()).isEqualTo(named("outer"));
            });
        }
    }

    @Nested
    class OtherThreads {

        private final ExecutorService pool = Executors.newSingleThreadExecutor();

        @AfterEach
        void shutDown() {
            pool.shutdownNow();
        }

        @Test
        void unwrappedTask_hasNoTag() throws Exception {
            assertThat(GrayContext.call("canary", () -> inPool(GrayContext::tag)))
                    .isEmpty();
        }

        @Test
        void wrappedCallable_hasTheTagOfThen() throws Exception {
            Callable<Optional<Tag>> wrapped =
                    GrayContext.call("canary", () -> GrayContext.wrap((Callable<Optional<Tag>>) GrayContext::tag));

            assertThat(GrayContext.call("later", () -> inPool(wrapped))).isEqualTo(named("canary"));
        }

        @Test
        void wrappedRunnable_hasTheTagOfThen() throws Exception {
            List<Optional<Tag>> seen = new ArrayList<>();
            Runnable task = () -> seen.add(GrayContext.tag());
            Runnable wrapped = GrayContext.call("canary", () -> GrayContext.wrap(task));

            pool.submit(wrapped).get(10, TimeUnit.SECONDS);

            assertThat(seen).containsExactly(named("canary"));
        }

        @Test
        void wrappedSupplier_hasTheTagOfThen() throws Exception {
            Supplier<Optional<Tag>> wrapped =
                    GrayContext.call("canary", () -> GrayContext.wrapSupplier(GrayContext::tag));

            assertThat(CompletableFuture.supplyAsync(wrapped, pool).get(10, TimeUnit.SECONDS))
                    .isEqualTo(named("canary"));
        }

        @Test
        void pooledThread_hasNothingLeftAfterwards() throws Exception {
            inPool(GrayContext.call("canary", () -> GrayContext.wrap((Callable<Optional<Tag>>) GrayContext::tag)));

            assertThat(inPool(GrayContext::tag)).isEmpty();
        }

        @Test
        void pooledThreadAfterAFailedTask_hasNothingLeft() throws Exception {
            Runnable failing = GrayContext.call("canary", () -> GrayContext.wrap((Runnable) GrayContextTest::fail));

            assertThatThrownBy(() -> pool.submit(failing).get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("broken task");

            assertThat(inPool(GrayContext::tag)).isEmpty();
        }

        @Test
        void wrappedWithoutTag_runsWithoutTagAndOuterComesBack() throws Exception {
            Callable<Optional<Tag>> wrapped = GrayContext.wrap((Callable<Optional<Tag>>) GrayContext::tag);

            GrayContext.run("outer", () -> {
                assertThat(called(wrapped)).isEmpty();
                assertThat(GrayContext.tag()).isEqualTo(named("outer"));
            });
        }

        @Test
        void wrappedFunctionsAndConsumers_haveTheTagOfThen() throws Exception {
            List<String> seen = new ArrayList<>();
            GrayContext.call("canary", () -> {
                        Function<String, String> function = GrayContext.wrapFunction(text -> text + LinkServer.here());
                        BiFunction<String, String, String> two =
                                GrayContext.wrapBiFunction((one, other) -> one + other + LinkServer.here());
                        Consumer<String> consumer =
                                GrayContext.wrapConsumer(text -> seen.add(text + LinkServer.here()));
                        BiConsumer<String, String> pair =
                                GrayContext.wrapBiConsumer((one, other) -> seen.add(one + other + LinkServer.here()));
                        return pool.submit(() -> {
                            seen.add(function.apply("1 "));
                            seen.add(two.apply("2", " "));
                            consumer.accept("3 ");
                            pair.accept("4", " ");
                        });
                    })
                    .get(10, TimeUnit.SECONDS);

            assertThat(seen).containsExactly("1 canary", "2 canary", "3 canary", "4 canary");
        }

        @Test
        void wrappedOnce_runsManyTimes() throws Exception {
            Supplier<Optional<Tag>> wrapped =
                    GrayContext.call("canary", () -> GrayContext.wrapSupplier(GrayContext::tag));

            assertThat(List.of(wrapped.get(), wrapped.get())).containsExactly(named("canary"), named("canary"));
        }

        private <V> V inPool(Callable<V> task) throws Exception {
            return pool.submit(task).get(10, TimeUnit.SECONDS);
        }

        private static <V> V called(Callable<V> task) {
            try {
                return task.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Optional<Tag> named(String lane) {
        return Optional.of(new Tag.Named(lane));
    }

    private static void fail() {
        throw new IllegalStateException("broken task");
    }
}
