package io.github.dubbogray.it.compat;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.LoadBalance;

/** A load balancer as applications have them, which knows no weights. Its name is {@code uniform}. */
public final class UniformLoadBalance implements LoadBalance {

    @Override
    public <T> Invoker<T> select(List<Invoker<T>> invokers, URL url, Invocation invocation) {
        return invokers.get(ThreadLocalRandom.current().nextInt(invokers.size()));
    }
}
