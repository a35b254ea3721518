package io.github.dubbogray.filter.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.dubbo.common.serialize.SerializationException;
import org.apache.dubbo.remoting.RemotingException;
import org.apache.dubbo.remoting.TimeoutException;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.TriRpcStatus;
import org.apache.dubbo.rpc.service.GenericException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("H1: what the end of a call is")
class EndingTest {

    private static final FailurePolicy NAMED = new FailurePolicy(
            Set.of(IllegalStateException.class.getName(), "com.acme.OutOfStock"),
            Set.of(IllegalArgumentException.class.getName(), OutOfMemoryError.class.getName()),
            List.of());

    static Stream<Throwable> transportFailures() {
        return Stream.of(
                new RpcException(RpcException.TIMEOUT_EXCEPTION, "late"),
                new RpcException(RpcException.NETWORK_EXCEPTION, "lost", new IOException("reset")),
                new RpcException(RpcException.LIMIT_EXCEEDED_EXCEPTION, "too many"),
                new RpcException(RpcException.METHOD_NOT_FOUND, "no method"),
                new RpcException("unknown"),
                new CompletionException(new TimeoutException(false, null, "late")),
                new ExecutionException(new RemotingException(null, null, "lost")),
                new java.util.concurrent.TimeoutException("late"),
                TriRpcStatus.INTERNAL
                        .withDescription("Http2 exception")
                        .withCause(new IOException("reset"))
                        .asException());
    }

    @ParameterizedTest
    @MethodSource("transportFailures")
    void timeOutsAndNetworkErrors_areFailures(Throwable failure) {
        assertThat(Ending.ofFailure(failure, true, FailurePolicy.NONE)).isEqualTo(Outcome.FAILURE);
    }

    static Stream<Throwable> causedByTheCaller() {
        return Stream.of(
                new CancellationException(),
                new CompletionException(new CancellationException()),
                new RpcException("interrupted", new InterruptedException()),
                new RpcException(
                        RpcException.NETWORK_EXCEPTION,
                        "no threads",
                        new RemotingException(null, "no threads", new RejectedExecutionException())),
                new RpcException(RpcException.SERIALIZATION_EXCEPTION, "not serializable"),
                new RpcException(
                        RpcException.NETWORK_EXCEPTION, "not sent", new SerializationException("not serializable")),
                new RpcException(RpcException.TIMEOUT_TERMINATE, "no time left"),
                new RpcException(RpcException.FORBIDDEN_EXCEPTION, "forbidden"),
                new RpcException(RpcException.NO_INVOKER_AVAILABLE_AFTER_FILTER, "nobody is there"),
                new RpcException(RpcException.VALIDATION_EXCEPTION, "not valid"),
                new RpcException(RpcException.AUTHORIZATION_EXCEPTION, "not allowed"),
                new RpcException(RpcException.BIZ_EXCEPTION, "business"),
                TriRpcStatus.INTERNAL
                        .withDescription("Serialize request failed")
                        .withCause(new IOException("not serializable"))
                        .asException());
    }

    @ParameterizedTest
    @MethodSource("causedByTheCaller")
    void whatTheCallerCaused_isNobodys(Throwable failure) {
        assertThat(Ending.ofFailure(failure, true, FailurePolicy.NONE)).isEqualTo(Outcome.IGNORED);
        assertThat(Ending.ofAnswer(failure, true, FailurePolicy.NONE)).isEqualTo(Outcome.IGNORED);
    }

    @ParameterizedTest
    @EnumSource(
            value = TriRpcStatus.Code.class,
            names = {"DEADLINE_EXCEEDED", "UNAVAILABLE", "UNIMPLEMENTED", "DATA_LOSS", "RESOURCE_EXHAUSTED", "INTERNAL"})
    void statusOfTheInstance_isAFailure(TriRpcStatus.Code code) {
        assertThat(ofStatus(code)).isEqualTo(Outcome.FAILURE);
    }

    @ParameterizedTest
    @EnumSource(
            value = TriRpcStatus.Code.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DEADLINE_EXCEEDED", "UNAVAILABLE", "UNIMPLEMENTED", "DATA_LOSS", "RESOURCE_EXHAUSTED", "INTERNAL"})
    void otherStatus_isNobodys(TriRpcStatus.Code code) {
        assertThat(ofStatus(code)).isEqualTo(Outcome.IGNORED);
    }

    private static Outcome ofStatus(TriRpcStatus.Code code) {
        return Ending.ofAnswer(TriRpcStatus.fromCode(code).asException(), true, FailurePolicy.NONE);
    }

    @Test
    void cancelledStatus_isAFailureWhereTheConnectionIsLostOrTheInstanceCancelled() {
        Throwable cancelled = TriRpcStatus.CANCELLED.asException();
        Throwable reset = TriRpcStatus.CANCELLED
                .withDescription("Canceled by remote peer, errorCode=8")
                .asException();

        assertThat(Ending.ofAnswer(cancelled, true, FailurePolicy.NONE)).isEqualTo(Outcome.IGNORED);
        assertThat(Ending.ofAnswer(cancelled, false, FailurePolicy.NONE)).isEqualTo(Outcome.FAILURE);
        assertThat(Ending.ofAnswer(reset, true, FailurePolicy.NONE)).isEqualTo(Outcome.FAILURE);
    }

    static Stream<Arguments> services() {
        return Stream.of(
                arguments(new IllegalStateException(), Outcome.FAILURE),
                arguments(new IllegalStateException() {}, Outcome.FAILURE),
                arguments(new IllegalArgumentException(), Outcome.IGNORED),
                arguments(new UnsupportedOperationException(), Outcome.IGNORED),
                arguments(new GenericException("com.acme.OutOfStock", "none left"), Outcome.FAILURE),
                arguments(new GenericException("com.acme.Other", "none left"), Outcome.IGNORED),
                arguments(new NoClassDefFoundError(), Outcome.FAILURE),
                arguments(new OutOfMemoryError(), Outcome.IGNORED));
    }

    @ParameterizedTest
    @MethodSource("services")
    void exceptionOfTheService_isWhatTheDocumentSays(Throwable exception, Outcome outcome) {
        assertThat(Ending.ofAnswer(exception, true, NAMED)).isEqualTo(outcome);
    }

    @Test
    @DisplayName("a document that names RuntimeException does not mean what the caller caused")
    void wideName_changesNothingOfTheCallers() {
        FailurePolicy wide = new FailurePolicy(Set.of(RuntimeException.class.getName()), Set.of(), List.of());
        FailurePolicy lenient = new FailurePolicy(Set.of(), Set.of(RuntimeException.class.getName()), List.of());

        assertThat(Ending.ofFailure(new RpcException(RpcException.FORBIDDEN_EXCEPTION, "no"), true, wide))
                .isEqualTo(Outcome.IGNORED);
        assertThat(Ending.ofFailure(new RpcException(RpcException.TIMEOUT_EXCEPTION, "no"), true, lenient))
                .isEqualTo(Outcome.FAILURE);
    }

    @Test
    void causesInACircle_end() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));

        assertThat(Ending.ofFailure(one, true, FailurePolicy.NONE)).isEqualTo(Outcome.IGNORED);
    }
}
