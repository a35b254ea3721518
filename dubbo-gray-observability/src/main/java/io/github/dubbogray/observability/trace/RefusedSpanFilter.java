package io.github.dubbogray.observability.trace;

import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Has the span of a call that nobody may serve say so: such a call has no try. */
@Activate(group = CommonConstants.CONSUMER, order = Stations.SPAN_REFUSED)
public final class RefusedSpanFilter implements ClusterFilter {

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public RefusedSpanFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        try {
            return invoker.invoke(invocation);
        } catch (RpcException failure) {
            if (failure.isNoInvokerAvailableAfterFilter()
                    && gray.isActive()
                    && !Spans.present().areNone()) {
                CallerSpanFilter.describe(gray, invocation);
            }
            throw failure;
        }
    }
}
