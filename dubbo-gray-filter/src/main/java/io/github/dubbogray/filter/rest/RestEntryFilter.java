package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.call.EnteringCall;
import io.github.dubbogray.filter.call.Stations;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.HeaderFilter;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;

/**
 * Settles the tag of a REST request on the Triple port before Dubbo makes a call of it and its headers attachments. RPC on
 * the same port does not come here: it is a hop, not an entry.
 *
 * <p>Dubbo has an adapter for such filters; one that extends it could not be loaded where Dubbo has no REST on Triple.
 */
@Activate(group = CommonConstants.PROVIDER, order = Stations.REST_ENTRY)
public final class RestEntryFilter implements HeaderFilter {

    /** For Dubbo's extension loader. */
    public RestEntryFilter() {}

    @Override
    public RpcInvocation invoke(Invoker<?> invoker, RpcInvocation invocation) {
        if (RestCall.REST.equals(invocation.get(RestCall.CAME_IN_AS))) {
            EnteringCall.settle(
                    invoker.getUrl().getOrDefaultApplicationModel(),
                    invocation,
                    RestCall.of(invocation).request());
        }
        return invocation;
    }
}
