package io.github.dubbogray.observability.trace;

import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Takes note of which span there is before the call has its own; in front of whoever begins that. */
@Activate(group = CommonConstants.CONSUMER, order = Stations.SPAN_BEFORE)
public final class BeforeSpanFilter implements ClusterFilter {

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public BeforeSpanFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive() && !Spans.present().areNone()) {
            try {
                Spans.present().before(invocation);
            } catch (Throwable bug) {
                Mishap.report(gray, "The span of a call does not say where it goes.", bug);
            }
        }
        return invoker.invoke(invocation);
    }
}
