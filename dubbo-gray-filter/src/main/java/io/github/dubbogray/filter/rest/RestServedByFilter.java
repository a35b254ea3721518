package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.call.Stations;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.remoting.http12.HttpResponse;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.protocol.tri.rest.filter.RestFilterAdapter;

/**
 * Makes a header of what a REST answer says of who served its calls: Dubbo sends an answer's attachments over HTTP/2 only.
 * Its order puts it before the filter with which Dubbo commits the response; listeners are called from the highest order
 * down.
 */
@Activate(group = CommonConstants.PROVIDER, order = Stations.SERVED_BY)
public final class RestServedByFilter extends RestFilterAdapter {

    /** For Dubbo's extension loader. */
    public RestServedByFilter() {}

    @Override
    protected Result invoke(Invoker<?> invoker, Invocation invocation, HttpRequest request, HttpResponse response) {
        return invoker.invoke(invocation);
    }

    @Override
    protected void onResponse(
            Result result, Invoker<?> invoker, Invocation invocation, HttpRequest request, HttpResponse response) {
        String servedBy = RpcContext.getServerResponseContext().getAttachment(GrayEntry.SERVED_BY);
        if (servedBy != null && !servedBy.isEmpty() && !response.isCommitted()) {
            response.setHeader(GrayEntry.SERVED_BY, servedBy);
        }
    }
}
