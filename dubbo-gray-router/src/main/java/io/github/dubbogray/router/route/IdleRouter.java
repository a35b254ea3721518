package io.github.dubbogray.router.route;

import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.utils.Holder;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.RouterSnapshotNode;
import org.apache.dubbo.rpc.cluster.router.state.AbstractStateRouter;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/** Hands every call on: the router of an application in which the library is off. */
final class IdleRouter<T> extends AbstractStateRouter<T> {

    IdleRouter(URL url) {
        super(url);
    }

    @Override
    protected BitList<Invoker<T>> doRoute(
            BitList<Invoker<T>> invokers,
            URL url,
            Invocation invocation,
            boolean needToPrintMessage,
            @Nullable Holder<RouterSnapshotNode<T>> nodeHolder,
            @Nullable Holder<String> messageHolder) {
        return continueRoute(invokers, url, invocation, needToPrintMessage, nodeHolder);
    }

    @Override
    public boolean supportContinueRoute() {
        return true;
    }

    @Override
    protected String doBuildSnapshot() {
        return "GrayRouter: off\n";
    }
}
