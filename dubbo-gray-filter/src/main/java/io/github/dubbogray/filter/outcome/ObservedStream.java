package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.jspecify.annotations.Nullable;

/** One stream of which it is told how it ends, once, whoever says it first. */
final class ObservedStream {

    private final Tries tries;
    private final Invoker<?> invoker;
    private final Invocation call;
    private final @Nullable InstanceWatch watch;
    private final long begin;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private ObservedStream(
            Tries tries, Invoker<?> invoker, Invocation call, @Nullable InstanceWatch watch, long begin) {
        this.tries = tries;
        this.invoker = invoker;
        this.call = call;
        this.watch = watch;
        this.begin = begin;
    }

    /** Returns the stream that a call begins, observed from now on; null if it begins none. */
    static @Nullable ObservedStream of(
            Tries tries, Invoker<?> invoker, Invocation call, @Nullable InstanceWatch watch, long begin) {
        try {
            Object[] arguments = call.getArguments();
            for (int i = 0; arguments != null && i < arguments.length; i++) {
                if (arguments[i] instanceof StreamObserver<?> observer && call instanceof RpcInvocation rpc) {
                    ObservedStream stream = new ObservedStream(tries, invoker, call, watch, begin);
                    Object[] observed = arguments.clone();
                    observed[i] = EndingObserver.of(observer, stream);
                    rpc.setArguments(observed);
                    return stream;
                }
            }
        } catch (Throwable bug) {
            tries.report(bug);
        }
        return null;
    }

    void succeeded() {
        end(Outcome.SUCCESS);
    }

    void failed(Throwable failure) {
        try {
            end(tries.outcomeOf(failure, invoker));
        } catch (Throwable bug) {
            tries.report(bug);
        }
    }

    private void end(Outcome outcome) {
        if (isOver.compareAndSet(false, true)) {
            tries.streamed(watch, invoker, call, begin, outcome);
        }
    }
}
