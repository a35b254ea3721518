package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Tells how each try of a call ended, once, for the instance and the lane that served it (clause H1): a call that is waited
 * for at once, another when it is completed, a stream when it ends. Where no document depends on it, that is one read.
 */
@Activate(group = CommonConstants.CONSUMER, order = Stations.OUTCOME)
public final class OutcomeFilter implements Filter {

    private final Tries tries;

    /** For Dubbo's extension loader. */
    public OutcomeFilter(ApplicationModel application) {
        this.tries = new Tries(GrayApplication.of(application));
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (!tries.matter()) {
            return invoker.invoke(invocation);
        }
        InstanceWatch watch = tries.watchOf(invoker, invocation);
        if (watch == null && !tries.areTold() && !tries.mayBeRetried(invocation)) {
            return invoker.invoke(invocation);
        }
        long begin = tries.now();
        ObservedStream stream = ObservedStream.of(tries, invoker, invocation, watch, begin);
        Result result;
        try {
            result = invoker.invoke(invocation);
        } catch (RuntimeException | Error thrown) {
            thrown(thrown, watch, stream, invoker, invocation, begin);
            throw thrown;
        }
        if (stream == null) {
            tries.ended(watch, invoker, invocation, begin, result);
        } else if (result instanceof AsyncRpcResult async
                && async.getResponseFuture().isCompletedExceptionally()) {
            stream.failed(Tries.failureOf(async.getResponseFuture()));
        }
        return result;
    }

    private void thrown(
            Throwable thrown,
            @Nullable InstanceWatch watch,
            @Nullable ObservedStream stream,
            Invoker<?> invoker,
            Invocation call,
            long begin) {
        if (stream == null) {
            tries.failed(watch, invoker, call, begin, thrown);
        } else {
            stream.failed(thrown);
        }
    }
}
