package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.call.EnteringCall;
import io.github.dubbogray.filter.call.Stations;
import java.net.InetSocketAddress;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.remoting.http12.HttpResponse;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.protocol.tri.TripleConstants;
import org.apache.dubbo.rpc.protocol.tri.rest.filter.RestHeaderFilterAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Settles the tag of a REST request on the Triple port before Dubbo makes a call of it and its headers attachments. RPC on
 * the same port does not come here: it is a hop, not an entry.
 */
@Activate(group = CommonConstants.PROVIDER, order = Stations.REST_ENTRY)
public final class RestEntryFilter extends RestHeaderFilterAdapter {

    /** For Dubbo's extension loader. */
    public RestEntryFilter() {}

    @Override
    protected void invoke(Invoker<?> invoker, RpcInvocation invocation, HttpRequest request, HttpResponse response) {
        EnteringCall.settle(
                invoker.getUrl().getOrDefaultApplicationModel(),
                invocation,
                new RestRequest(request, peerOf(invocation)));
    }

    private static @Nullable InetSocketAddress peerOf(RpcInvocation invocation) {
        return invocation.get(TripleConstants.REMOTE_ADDRESS_KEY) instanceof InetSocketAddress peer ? peer : null;
    }
}
