package io.github.dubbogray.router.health.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.remoting.RemotingException;
import org.apache.dubbo.remoting.TimeoutException;
import org.apache.dubbo.rpc.InvokeMode;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.StatusRpcException;
import org.apache.dubbo.rpc.TriRpcStatus;
import org.apache.dubbo.rpc.model.ConsumerModel;
import org.apache.dubbo.rpc.model.ServiceModel;
import org.apache.dubbo.rpc.service.ServiceDescriptorInternalCache;
import org.jspecify.annotations.Nullable;

/**
 * Calls Dubbo's echo service at one instance, which answers before its own code is reached. There is no cluster in front of
 * the call: it is neither colored nor placed, and no outcome is counted.
 *
 * <p>Whatever the instance says is an answer, a refusal too: what its calls get is judged by how these end. Silence is what
 * a caller would have to wait for, or be turned away with: no connection, no answer in time, no thread left to answer with.
 */
final class EchoProbe implements Probe {

    private static final String WORD = "dubbo-gray";

    /** What Dubbo says where nobody has answered. */
    private static final List<String> SILENT =
            List.of("thread pool is exhausted", "is inactive. Directly return the unFinished request");

    private static final Set<TriRpcStatus.Code> BROKEN_OFF =
            Set.of(TriRpcStatus.Code.CANCELLED, TriRpcStatus.Code.RESOURCE_EXHAUSTED);

    /** Written by the thread that has the answer. */
    private volatile Answer answer = Answer.NONE_YET;

    private EchoProbe() {}

    /** Calls an instance by the first of its invokers that is connected; by another one the call would wait for a connection. */
    static EchoProbe begin(List<Invoker<?>> invokers, Duration limit) {
        EchoProbe probe = new EchoProbe();
        invokers.stream()
                .filter(Invoker::isAvailable)
                .findFirst()
                .ifPresentOrElse(invoker -> probe.ask(invoker, limit), () -> probe.answer = Answer.UNANSWERED);
        return probe;
    }

    private void ask(Invoker<?> invoker, Duration limit) {
        try {
            invoker.invoke(echo(invoker.getUrl(), limit))
                    .whenCompleteWithContext((result, thrown) -> answer = answerIn(result, thrown));
        } catch (RpcException e) {
            answer = answerIn(null, e);
        } finally { // nothing of one call for the next: what cancels with the context would stay with the thread
            RpcContext.removeContext();
        }
    }

    private static RpcInvocation echo(URL instance, Duration limit) {
        RpcInvocation call = new RpcInvocation(
                echoService(instance.getServiceModel()),
                CommonConstants.$ECHO,
                instance.getServiceInterface(),
                instance.getProtocolServiceKey(),
                new Class<?>[] {Object.class},
                new Object[] {WORD});
        call.setInvokeMode(InvokeMode.ASYNC);
        call.setAttachment(CommonConstants.TIMEOUT_KEY, String.valueOf(limit.toMillis()));
        return call;
    }

    /** Older Triple looks for the method in the service that the call is of, and would find none. */
    private static @Nullable ServiceModel echoService(@Nullable ServiceModel called) {
        return called instanceof ConsumerModel consumer
                ? new ConsumerModel(
                        consumer.getServiceKey(),
                        null,
                        ServiceDescriptorInternalCache.echoService(),
                        consumer.getModuleModel(),
                        consumer.getServiceMetadata(),
                        Map.of(),
                        consumer.getClassLoader())
                : called;
    }

    private static Answer answerIn(@Nullable Result result, @Nullable Throwable thrown) {
        Throwable failure = thrown == null && result != null ? result.getException() : thrown;
        return isSilence(failure) ? Answer.UNANSWERED : Answer.ANSWERED;
    }

    private static boolean isSilence(@Nullable Throwable failure) {
        if (failure instanceof CompletionException) {
            return isSilence(failure.getCause());
        }
        if (failure instanceof RpcException rpc) {
            return rpc.isTimeout() || rpc.isNetwork() || rpc.isLimitExceed() || isBrokenOff(rpc);
        }
        return failure instanceof TimeoutException
                || (failure instanceof RemotingException reply && saysNothing(reply));
    }

    /** Triple breaks off a call for which there is no thread. */
    private static boolean isBrokenOff(RpcException failure) {
        return failure instanceof StatusRpcException triple && BROKEN_OFF.contains(triple.getStatus().code);
    }

    /** Dubbo's protocol makes one exception of every reply that is none of the service, and of a connection that is lost. */
    private static boolean saysNothing(RemotingException reply) {
        String text = String.valueOf(reply.getMessage());
        return SILENT.stream().anyMatch(text::contains);
    }

    @Override
    public Answer answer() {
        return answer;
    }

    @Override
    public void end() {} // Dubbo ends the call by its time limit
}
