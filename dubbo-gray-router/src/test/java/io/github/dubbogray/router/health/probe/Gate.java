package io.github.dubbogray.router.health.probe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** Stands at a provider in front of everything, Dubbo's echo included; open but for the ports that a test guards. */
@Activate(group = CommonConstants.PROVIDER, order = Integer.MIN_VALUE)
public final class Gate implements Filter {

    private static final Map<Integer, Consumer<Invocation>> GUARDS = new ConcurrentHashMap<>();

    /** Shows every call that arrives at a port to a guard, which may throw, or hold it up. */
    static void guard(int port, Consumer<Invocation> guard) {
        GUARDS.put(port, guard);
    }

    static void open(int port) {
        GUARDS.remove(port);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        GUARDS.getOrDefault(invoker.getUrl().getPort(), call -> {}).accept(invocation);
        return invoker.invoke(invocation);
    }
}
