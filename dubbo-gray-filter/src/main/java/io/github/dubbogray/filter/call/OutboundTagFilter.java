package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.Placements;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.BaseFilter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Settles the tag of a call before it is routed, names the reason when nobody may serve it, and takes note of where it
 * went. What the caller does with the messages of a stream runs with the caller's own tag.
 */
@Activate(group = CommonConstants.CONSUMER, order = Stations.SETTLE)
public final class OutboundTagFilter implements ClusterFilter, BaseFilter.Listener {

    private final GrayApplication gray;
    private final OutboundTag tag;
    private final HopReport report;

    /** For Dubbo's extension loader. */
    public OutboundTagFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.tag = new OutboundTag(gray, Entry.of(application).trust());
        this.report = new HopReport(gray);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (!gray.isActive()) {
            return invoker.invoke(invocation);
        }
        tag.settle(invocation);
        carryIntoStreams(invocation);
        try {
            Result result = invoker.invoke(invocation);
            report.called(invocation);
            return result;
        } catch (RpcException e) {
            throw explained(e, invocation);
        }
    }

    @Override
    public void onResponse(Result result, Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive()) {
            report.answered(result, invocation);
        }
    }

    @Override
    public void onError(Throwable error, Invoker<?> invoker, Invocation invocation) {}

    private void carryIntoStreams(Invocation invocation) {
        try {
            Object[] arguments = invocation.getArguments();
            for (int i = 0; arguments != null && i < arguments.length; i++) {
                if (arguments[i] instanceof StreamObserver<?> observer && invocation instanceof RpcInvocation call) {
                    arguments = arguments.clone();
                    arguments[i] = CarryingObserver.of(observer, Carried.now());
                    call.setArguments(arguments);
                }
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "The messages of a stream are handled without a tag.", bug);
        }
    }

    private static RpcException explained(RpcException cause, Invocation invocation) {
        return cause.isNoInvokerAvailableAfterFilter()
                ? Placements.refusalOf(invocation)
                        .<RpcException>map(refused -> new GrayRefusedException(refused, cause))
                        .orElse(cause)
                : cause;
    }
}
