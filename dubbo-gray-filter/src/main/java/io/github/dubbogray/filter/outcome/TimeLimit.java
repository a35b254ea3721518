package io.github.dubbogray.filter.outcome;

import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcContextAttachment;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/**
 * The time that a call may take, its second try included.
 *
 * @param nanos counted from its first try
 */
record TimeLimit(long nanos) {

    /** Dubbo's own, where nothing is configured. */
    private static final long DEFAULT_MILLIS = 1_000;

    /** Returns the one that the first try of a call had, which the protocol noted on the call. */
    static TimeLimit of(URL reference, Invocation call) {
        long millis = RpcUtils.getTimeout(
                reference, RpcUtils.getMethodName(call), RpcContext.getClientAttachment(), call, DEFAULT_MILLIS);
        return new TimeLimit(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Returns whether there is time for another try; Dubbo counts in milliseconds. */
    boolean isLeft(long elapsedNanos) {
        return leftMillis(elapsedNanos) > 0;
    }

    private long leftMillis(long elapsedNanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - elapsedNanos);
    }

    /** Gives the next try of a call what is left, until that is closed; the context of this thread goes before the call. */
    Left left(long elapsedNanos, Invocation call) {
        String left = String.valueOf(leftMillis(elapsedNanos));
        call.setAttachment(CommonConstants.TIMEOUT_KEY, left);
        RpcContextAttachment context = RpcContext.getClientAttachment();
        Object given = context.getObjectAttachment(CommonConstants.TIMEOUT_KEY);
        if (given != null) {
            context.setObjectAttachment(CommonConstants.TIMEOUT_KEY, left);
        }
        return new Left(context, given);
    }

    /**
     * Puts back what the context of the thread said.
     *
     * @param given null if it said nothing
     */
    record Left(RpcContextAttachment context, @Nullable Object given) implements AutoCloseable {
        @Override
        public void close() {
            if (given != null) {
                context.setObjectAttachment(CommonConstants.TIMEOUT_KEY, given);
            }
        }
    }
}
