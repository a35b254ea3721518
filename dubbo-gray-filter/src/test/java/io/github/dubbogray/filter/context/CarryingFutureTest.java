package io.github.dubbogray.filter.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.call.LinkServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R5: all stages of a wrapped future run with the tag of the moment of wrapping")
class CarryingFutureTest {

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @AfterEach
    void poolHasNothingLeft() throws Exception {
        assertThat(pool.submit(LinkServer::here).get(10, TimeUnit.SECONDS)).isEqualTo("-");
        pool.shutdownNow();
        assertThat(GrayContext.tag()).isEmpty();
    }

    static Stream<Method> waysToAddAStage() {
        return Arrays.stream(CompletionStage.class.getMethods())
                .filter(method -> method.getReturnType() == CompletionStage.class);
    }

    @ParameterizedTest
    @MethodSource("waysToAddAStage")
    void stage_hasTheTagWhateverTheThread(Method way) throws Exception {
        CompletableFuture<String> wrapped = GrayContext.call("canary", () -> GrayContext.wrap(source));
        Object stage = way.invoke(
                wrapped,
                Arrays.stream(way.getParameterTypes()).map(this::argument).toArray());
        CompletableFuture<?> next = ((CompletionStage<?>) stage)
                .toCompletableFuture()
                .handleAsync((value, failure) -> seen.add(LinkServer.here()));
        if (way.getName().startsWith("exceptionally")) {
            pool.execute(() -> source.completeExceptionally(new IllegalStateException("broken")));
        } else {
            pool.execute(() -> source.complete("value"));
        }
        next.get(10, TimeUnit.SECONDS);

        assertThat(seen).containsExactly("canary", "canary");
    }

    @Test
    void wrappedWithoutATag_runsWithoutOneInsideAnotherRequest() throws Exception {
        CompletableFuture<String> wrapped = GrayContext.wrap(CompletableFuture.completedFuture("value"));

        assertThat(GrayContext.call("other", () -> wrapped.thenApply(value -> LinkServer.here()))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("-");
    }

    @Test
    void failure_isTheGivenOne() {
        IllegalStateException failure = new IllegalStateException("broken");

        assertThatThrownBy(() -> GrayContext.wrap(CompletableFuture.failedFuture(failure))
                        .get())
                .hasCause(failure);
    }

    @ParameterizedTest
    @MethodSource("waysToAddAStage")
    void stageOfAMinimalStage_hasTheTagAndIsMinimalToo(Method way) throws Exception {
        CompletionStage<String> minimal =
                GrayContext.call("canary", () -> GrayContext.wrap(source)).minimalCompletionStage();
        CompletionStage<?> stage = (CompletionStage<?>) way.invoke(
                minimal,
                Arrays.stream(way.getParameterTypes()).map(this::argument).toArray());
        CompletableFuture<?> next =
                stage.toCompletableFuture().handleAsync((value, failure) -> seen.add(LinkServer.here()));
        pool.execute(
                way.getName().startsWith("exceptionally")
                        ? () -> source.completeExceptionally(new IllegalStateException("broken"))
                        : () -> source.complete("value"));
        next.get(10, TimeUnit.SECONDS);

        assertThat(seen).containsExactly("canary", "canary");
        assertThatThrownBy(() -> ((CompletableFuture<?>) stage).join())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<Method> whatAMinimalStageDoesNotOffer() {
        return Arrays.stream(CompletableFuture.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() == CompletableFuture.class)
                .filter(method -> {
                    try {
                        method.invoke(
                                CompletableFuture.completedFuture("value").minimalCompletionStage(), nothing(method));
                        return false;
                    } catch (InvocationTargetException e) {
                        return e.getCause() instanceof UnsupportedOperationException;
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("whatAMinimalStageDoesNotOffer")
    @DisplayName("what Java's own minimal stage refuses, ours refuses")
    void minimalStage_refusesTheSame(Method method) {
        CompletionStage<String> minimal = GrayContext.wrap(source).minimalCompletionStage();

        assertThatThrownBy(() -> method.invoke(minimal, nothing(method)))
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    private static Object[] nothing(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == boolean.class ? (Object) true : type == long.class ? (Object) 1L : null)
                .toArray();
    }

    @Test
    void copyAndCompletionByASupplier_runWithTheTag() throws Exception {
        CompletableFuture<String> wrapped = GrayContext.call("canary", () -> GrayContext.wrap(source));
        CompletableFuture<String> copied = wrapped.copy().thenApply(value -> LinkServer.here());

        wrapped.completeAsync(LinkServer::here, pool);

        assertThat(wrapped.get(10, TimeUnit.SECONDS)).isEqualTo("canary");
        assertThat(copied.get(10, TimeUnit.SECONDS)).isEqualTo("canary");
    }

    @Test
    void timeOut_carriesOn() throws Exception {
        CompletableFuture<String> wrapped = GrayContext.call("canary", () -> GrayContext.wrap(source));

        assertThat(wrapped.orTimeout(1, TimeUnit.MILLISECONDS)
                        .handle((value, failure) -> LinkServer.here())
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("canary");
        assertThat(source).isNotDone();
    }

    @ParameterizedTest
    @MethodSource("waysToAddAStage")
    void nullFunction_isRefusedAtOnce(Method way) {
        Object[] nulls = new Object[way.getParameterCount()];

        assertThatThrownBy(() -> way.invoke(GrayContext.wrap(source), nulls))
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void nothing_cannotBeWrapped() {
        assertThatThrownBy(() -> GrayContext.wrap((Runnable) null)).hasMessage("task");
        assertThatThrownBy(() -> GrayContext.wrapSupplier(null)).hasMessage("task");
        assertThatThrownBy(() -> GrayContext.wrapFunction(null)).hasMessage("task");
        assertThatThrownBy(() -> GrayContext.wrapConsumer(null)).hasMessage("task");
        assertThatThrownBy(() -> GrayContext.wrap((Executor) null)).hasMessage("executor");
        assertThatThrownBy(() -> GrayContext.wrap((ExecutorService) null)).hasMessage("executor");
        assertThatThrownBy(() -> GrayContext.wrap((CompletionStage<String>) null))
                .hasMessage("stage");
    }

    @Test
    void cancelling_leavesTheGivenStageAlone() {
        GrayContext.wrap(source).cancel(true);

        assertThat(source).isNotDone();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a function may return the future that thenCompose asks for
    private Object argument(Class<?> type) {
        if (type == Runnable.class) {
            return (Runnable) this::note;
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) value -> note();
        }
        if (type == BiConsumer.class) {
            return (BiConsumer<Object, Object>) (one, other) -> note();
        }
        if (type == Function.class) {
            return (Function<Object, Object>) value -> note();
        }
        if (type == BiFunction.class) {
            return (BiFunction<Object, Object, Object>) (one, other) -> note();
        }
        if (type == Executor.class) {
            return pool;
        }
        return source;
    }

    private CompletableFuture<String> note() {
        seen.add(LinkServer.here());
        return CompletableFuture.completedFuture("noted");
    }
}
