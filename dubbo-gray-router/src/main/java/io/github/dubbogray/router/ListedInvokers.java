package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Presence;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;

/** The candidates of one call: Dubbo has taken out what is disabled or could not be reached before. */
record ListedInvokers<T>(BitList<Invoker<T>> invokers) implements Presence {

    @Override
    public boolean isListed(int instance) {
        return invokers.indexExist(instance);
    }

    @Override
    public boolean isReachable(int instance) {
        return invokers.indexExist(instance) && invokers.getByIndex(instance).isAvailable();
    }
}
