package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.Outcomes;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.dubbo.rpc.AppResponse;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.jspecify.annotations.Nullable;

/** Tells how tries end to those who watch. Whatever goes wrong in here, the call goes on. */
final class Tries {

    private final GrayApplication gray;
    private final Outcomes outcomes;
    private final LongSupplier clock;

    Tries(GrayApplication gray) {
        this.gray = gray;
        this.outcomes = gray.outcomes();
        this.clock = gray.surroundings().nanoTime();
    }

    /** Returns whether it matters of any call how it ends. */
    boolean matter() {
        return outcomes.matter() && gray.isActive();
    }

    /** Returns whether it is measured how long tries take, or counted for a release how they end. */
    boolean areTold() {
        return outcomes.areTimed() || outcomes.areCounted();
    }

    /** Returns whether it matters for another try how this one ends. */
    boolean mayBeRetried(Invocation call) {
        try {
            return outcomes.mayRetry(call);
        } catch (Throwable bug) {
            report(bug);
            return false;
        }
    }

    /** Returns who takes the outcome of a try, or null if it matters for another try only. */
    @Nullable InstanceWatch watchOf(Invoker<?> invoker, Invocation call) {
        try {
            return outcomes.watchOf(call, invoker.getUrl());
        } catch (Throwable bug) {
            report(bug);
            return null;
        }
    }

    long now() {
        return clock.getAsLong();
    }

    /** Tells that a try was answered; a call that nobody waits for is answered at once, and by nothing. */
    void answered(@Nullable InstanceWatch watch, Invoker<?> invoker, Invocation call, long begin, Result answer) {
        try {
            Throwable exception = answer.getException();
            if (exception != null) {
                if (!outcomes.isOneWay(call)) {
                    tell(
                            Ending.ofAnswer(exception, invoker.isAvailable(), outcomes.policyOf(invoker.getUrl())),
                            watch,
                            invoker,
                            call,
                            begin);
                }
            } else if (answer.getValue() != null || !outcomes.isOneWay(call)) {
                tell(Outcome.SUCCESS, watch, invoker, call, begin);
            }
        } catch (Throwable bug) {
            report(bug);
        }
    }

    /** Tells that a try ended without an answer. */
    void failed(@Nullable InstanceWatch watch, Invoker<?> invoker, Invocation call, long begin, Throwable failure) {
        try {
            if (!outcomes.isOneWay(call)) {
                tell(outcomeOf(failure, invoker), watch, invoker, call, begin);
            }
        } catch (Throwable bug) {
            report(bug);
        }
    }

    /** Tells how a try has ended that was not waited for. */
    void ended(@Nullable InstanceWatch watch, Invoker<?> invoker, Invocation call, long begin, Result result) {
        if (!(result instanceof AsyncRpcResult async)) {
            answered(watch, invoker, call, begin, result);
            return;
        }
        CompletableFuture<AppResponse> future = async.getResponseFuture();
        if (!future.isDone()) {
            result.whenCompleteWithContext((answer, failure) -> {
                if (isCancelled(async)) {
                    return;
                }
                if (failure == null) {
                    answered(watch, invoker, call, begin, answer);
                } else {
                    failed(watch, invoker, call, begin, failure);
                }
            });
        } else if (future.isCompletedExceptionally()) {
            failed(watch, invoker, call, begin, failureOf(future));
        } else {
            answered(watch, invoker, call, begin, future.join());
        }
    }

    /**
     * Returns whether the caller has cancelled a call that is not answered yet: what it holds is the outermost stage, of which
     * the ones before learn nothing.
     */
    static boolean isCancelled(AsyncRpcResult result) {
        return result.getResponseFuture().isCancelled();
    }

    /** The future has failed. */
    static Throwable failureOf(CompletableFuture<AppResponse> future) {
        return future.handle((answer, failure) -> failure).join();
    }

    private void tell(Outcome outcome, @Nullable InstanceWatch watch, Invoker<?> invoker, Invocation call, long begin) {
        long end = now();
        if (watch != null) {
            watch.record(outcome, end - begin, end);
        }
        if (outcome == Outcome.FAILURE) {
            outcomes.failed(call, invoker.getUrl());
        }
        if (outcomes.areCounted()) {
            outcomes.count(call, invoker.getUrl(), outcome, end - begin);
        }
        if (outcomes.areTimed()) { // last: stopwatches end in a registry of the host, which may throw
            outcomes.took(call, invoker.getUrl(), watch, outcome, end - begin);
        }
    }

    /** Tells how a stream ended; how long it took is no fault, but is measured. */
    void streamed(@Nullable InstanceWatch watch, Invoker<?> invoker, Invocation call, long begin, Outcome outcome) {
        try {
            long end = now();
            if (watch != null) {
                watch.recordStream(outcome, end - begin, end);
            }
            if (outcomes.areCounted()) {
                outcomes.count(call, invoker.getUrl(), outcome, 0);
            }
            if (outcomes.areTimed()) { // last, as above
                outcomes.took(call, invoker.getUrl(), null, outcome, end - begin);
            }
        } catch (Throwable bug) {
            report(bug);
        }
    }

    /** Returns what the error of a stream is. */
    Outcome outcomeOf(Throwable failure, Invoker<?> invoker) {
        return Ending.ofFailure(failure, invoker.isAvailable(), outcomes.policyOf(invoker.getUrl()));
    }

    void report(Throwable bug) {
        Mishap.report(gray, "It is not counted how a call ended.", bug);
    }
}
