package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.Outcome;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.dubbo.common.serialize.SerializationException;
import org.apache.dubbo.remoting.RemotingException;
import org.apache.dubbo.remoting.transport.ExceedPayloadLimitException;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.StatusRpcException;
import org.apache.dubbo.rpc.TriRpcStatus;
import org.apache.dubbo.rpc.service.GenericException;
import org.jspecify.annotations.Nullable;

/**
 * Says what the end of a call is (clause H1). The instance is to blame for time-outs, network errors, an overload of its
 * own, a method that it does not have, and every {@link Error}; for an exception of the service only if the document says
 * so. What the caller does is nobody's: a call that it cancels, refuses, cannot serialize, has no threads or no time left for;
 * and so is an answer that cannot be serialized.
 *
 * <p>Of Triple, the statuses count that Envoy maps to an HTTP status of 5xx
 * (envoy/source/common/grpc/status.cc), and {@code RESOURCE_EXHAUSTED}; {@code UNKNOWN} is what a service threw.
 */
final class Ending {

    /** How Triple describes an error of the connection; other errors that have a cause are of this process. */
    private static final String OF_THE_CONNECTION = "Http2 exception";

    private static final String CANCELLED_THERE = "Canceled by remote peer";

    /**
     * How the Dubbo protocol says that an answer was not sent, as it cannot be serialized or is too big; the rest of it is the
     * answer's text.
     */
    private static final List<String> NOT_SENT = List.of("Failed to send response: ", "Data length too large");

    /** What the network says of a request that it cannot write, such as one that cannot be serialized; no class of ours. */
    private static final String NOT_WRITTEN = "io.netty.handler.codec.EncoderException";

    /** Causes may go round in a circle. */
    private static final int DEEPEST_CAUSE = 16;

    private Ending() {}

    /**
     * Returns the outcome of a try that was thrown, or that ended without an answer.
     *
     * @param isConnected whether the instance has a connection now, which tells a cancelled call from a lost one
     */
    static Outcome ofFailure(Throwable thrown, boolean isConnected, FailurePolicy policy) {
        Throwable failure = unwrapped(thrown);
        if (isNobodys(failure)) {
            return Outcome.IGNORED;
        }
        if (failure instanceof RpcException rpc) {
            return ofRpc(rpc, isConnected, policy, Outcome.FAILURE);
        }
        return failure instanceof RemotingException || failure instanceof TimeoutException
                ? Outcome.FAILURE
                : ofService(failure, policy);
    }

    /** Returns the outcome of a try that was answered by an exception. */
    static Outcome ofAnswer(Throwable exception, boolean isConnected, FailurePolicy policy) {
        if (exception instanceof RpcException rpc) {
            return isNobodys(rpc) ? Outcome.IGNORED : ofRpc(rpc, isConnected, policy, Outcome.IGNORED);
        }
        return ofService(exception, policy);
    }

    private static Outcome ofService(Throwable exception, FailurePolicy policy) {
        Outcome unnamed = exception instanceof Error ? Outcome.FAILURE : Outcome.IGNORED;
        if (exception instanceof GenericException generic && generic.getExceptionClass() != null) {
            return policy.outcomeOf(generic.getExceptionClass(), unnamed);
        }
        return policy.outcomeOf(exception.getClass(), unnamed);
    }

    private static Outcome ofRpc(RpcException exception, boolean isConnected, FailurePolicy policy, Outcome unknown) {
        if (exception instanceof StatusRpcException triple) {
            return ofStatus(triple, isConnected, policy);
        }
        return switch (exception.getCode()) {
            case RpcException.TIMEOUT_EXCEPTION,
                    RpcException.NETWORK_EXCEPTION,
                    RpcException.LIMIT_EXCEEDED_EXCEPTION,
                    RpcException.METHOD_NOT_FOUND -> Outcome.FAILURE;
            case RpcException.BIZ_EXCEPTION -> policy.outcomeOf(exception.getClass(), Outcome.IGNORED);
            case RpcException.UNKNOWN_EXCEPTION -> policy.outcomeOf(exception.getClass(), unknown);
            default -> Outcome.IGNORED;
        };
    }

    private static Outcome ofStatus(StatusRpcException exception, boolean isConnected, FailurePolicy policy) {
        TriRpcStatus status = exception.getStatus();
        return switch (status.code) {
            case DEADLINE_EXCEEDED, UNAVAILABLE, UNIMPLEMENTED, DATA_LOSS, RESOURCE_EXHAUSTED -> Outcome.FAILURE;
            case INTERNAL ->
                status.cause == null || isDescribedAs(OF_THE_CONNECTION, status) ? Outcome.FAILURE : Outcome.IGNORED;
            case CANCELLED ->
                isDescribedAs(CANCELLED_THERE, status) || !isConnected ? Outcome.FAILURE : Outcome.IGNORED;
            case UNKNOWN -> policy.outcomeOf(exception.getClass(), Outcome.IGNORED);
            default -> Outcome.IGNORED;
        };
    }

    private static boolean isDescribedAs(String beginning, TriRpcStatus status) {
        return status.description != null && status.description.startsWith(beginning);
    }

    private static boolean isNobodys(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CancellationException
                    || cause instanceof InterruptedException
                    || cause instanceof RejectedExecutionException
                    || cause instanceof SerializationException
                    || cause instanceof ExceedPayloadLimitException
                    || cause.getClass().getName().equals(NOT_WRITTEN)
                    || isNotSent(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isNotSent(Throwable failure) {
        String message = failure instanceof RemotingException ? failure.getMessage() : null;
        return message != null && NOT_SENT.stream().anyMatch(message::startsWith);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && (thrown instanceof CompletionException || thrown instanceof ExecutionException)
                ? cause
                : thrown;
    }
}
