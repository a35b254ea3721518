package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.BaseFilter;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Makes a header of what a REST answer says of who served its calls: Dubbo sends an answer's attachments over HTTP/2 only.
 * Its order puts it before the filter with which Dubbo commits the response; listeners are called from the highest order
 * down.
 *
 * <p>Dubbo has an adapter for such filters; one that extends it could not be loaded where Dubbo has no REST on Triple.
 */
@Activate(group = CommonConstants.PROVIDER, order = Stations.SERVED_BY)
public final class RestServedByFilter implements Filter, BaseFilter.Listener {

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public RestServedByFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        return invoker.invoke(invocation);
    }

    @Override
    public void onResponse(Result result, Invoker<?> invoker, Invocation invocation) {
        if (!RestCall.REST.equals(invocation.get(RestCall.CAME_IN_AS))) {
            return;
        }
        try {
            String servedBy = RpcContext.getServerResponseContext().getAttachment(GrayEntry.SERVED_BY);
            if (servedBy != null && !servedBy.isEmpty()) {
                RestCall.of(invocation).answerWith(GrayEntry.SERVED_BY, servedBy);
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "It is not said who served.", bug);
        }
    }

    @Override
    public void onError(Throwable error, Invoker<?> invoker, Invocation invocation) {}
}
