package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.Outcomes;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.AppResponse;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Tries a call once more, on stable, whose try on a gray lane failed, if the document names its method, inside the time limit
 * that the call had. Where Dubbo's cluster tried it again by itself, that try went to stable already, and none is added. The
 * caller gets what stable answers; where stable does not, the first failure.
 */
@Activate(group = CommonConstants.CONSUMER, order = Stations.RETRY)
public final class StableRetryFilter implements ClusterFilter {

    private final GrayApplication gray;
    private final Outcomes outcomes;
    private final LongSupplier clock;

    /** For Dubbo's extension loader. */
    public StableRetryFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.outcomes = gray.outcomes();
        this.clock = gray.surroundings().nanoTime();
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        return mayBeRetried(invocation)
                ? new Retried(invoker, invocation, clock.getAsLong()).first()
                : invoker.invoke(invocation);
    }

    private boolean mayBeRetried(Invocation invocation) {
        try {
            return outcomes.matter() && gray.isActive() && outcomes.mayRetry(invocation);
        } catch (Throwable bug) {
            report(bug);
            return false;
        }
    }

    private void report(Throwable bug) {
        Mishap.report(gray, "A failed call is not tried again on stable.", bug);
    }

    /** A call that may be tried twice. */
    private final class Retried {

        private final Invoker<?> invoker;
        private final Invocation call;
        private final long begin;

        Retried(Invoker<?> invoker, Invocation call, long begin) {
            this.invoker = invoker;
            this.call = call;
            this.begin = begin;
        }

        Result first() {
            Result first;
            try {
                first = invoker.invoke(call);
            } catch (RuntimeException failure) {
                Result second = isDue() ? second(failure) : null;
                if (second == null) {
                    throw failure;
                }
                return second;
            }
            if (first instanceof AsyncRpcResult async
                    && !async.getResponseFuture().isDone()) {
                return later(async);
            }
            Result second = isFailed(first) && isDue() ? second(null) : null;
            return second == null ? first : second;
        }

        /** A cluster that makes several tries at once has its answer though one of them failed. */
        private boolean isFailed(Result result) {
            boolean isWithoutAnswer = result instanceof AsyncRpcResult async
                    && async.getResponseFuture().isCompletedExceptionally();
            return isWithoutAnswer || result.hasException();
        }

        private boolean isDue() {
            try {
                return outcomes.isRetryDue(call)
                        && TimeLimit.of(invoker.getUrl(), call).isLeft(elapsed());
            } catch (Throwable bug) {
                report(bug);
                return false;
            }
        }

        private long elapsed() {
            return clock.getAsLong() - begin;
        }

        /** Returns null if this one failed too, which the first failure is told of. */
        private @Nullable Result second(@Nullable Throwable failure) {
            try (TimeLimit.Left left = TimeLimit.of(invoker.getUrl(), call).left(elapsed(), call)) {
                return invoker.invoke(call);
            } catch (RuntimeException | Error worse) { // who called has a failure already
                if (failure != null && failure != worse) {
                    failure.addSuppressed(worse);
                } else if (worse instanceof Error) {
                    report(worse);
                }
                return null;
            }
        }

        /** The answer of a call that nobody waits for here is that of its last try. */
        private Result later(AsyncRpcResult first) {
            CompletableFuture<AppResponse> last = new CompletableFuture<>();
            first.whenCompleteWithContext((answer, failure) -> {
                try {
                    boolean isFailed = failure != null || answer.hasException();
                    Result second = isFailed && !Tries.isCancelled(first) && isDue() ? second(failure) : null;
                    if (second == null) {
                        complete(last, answer, failure);
                    } else {
                        second.whenCompleteWithContext((better, worse) ->
                                complete(last, worse == null ? better : answer, worse == null ? null : failure));
                    }
                } catch (Throwable bug) { // else nobody would ever have an answer
                    complete(last, answer, failure);
                    report(bug);
                }
            });
            first.setResponseFuture(last);
            return first;
        }
    }

    private static void complete(
            CompletableFuture<AppResponse> last, @Nullable Result answer, @Nullable Throwable failure) {
        if (failure == null) {
            last.complete((AppResponse) answer);
        } else {
            last.completeExceptionally(failure);
        }
    }
}
