package io.github.dubbogray.observability.trace;

import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Has the span of a call say where a try of it goes; inside of whatever filter has begun that span. */
@Activate(group = CommonConstants.CONSUMER, order = Stations.SPAN)
public final class CallerSpanFilter implements Filter {

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public CallerSpanFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive() && !Spans.present().areNone()) {
            describe(gray, invocation);
        }
        return invoker.invoke(invocation);
    }

    static void describe(GrayApplication gray, Invocation call) {
        try {
            Spans.present().ofCaller(call, SpanAttributes::ofCaller);
        } catch (Throwable bug) {
            Mishap.report(gray, "The span of a call does not say where it goes.", bug);
        }
    }
}
