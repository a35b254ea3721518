package io.github.dubbogray.it.lab;

import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** Remembers where this thread's last call went; Dubbo itself forgets it when the call returns. */
@Activate(group = CommonConstants.CONSUMER)
public final class CalledAddress implements Filter {

    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");

    /** Returns {@code host:port} of the last call, of its last try; empty before the first. */
    static String last() {
        return LAST.get();
    }

    /** Forgets it on this thread. */
    static void forget() {
        LAST.remove();
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        LAST.set(invoker.getUrl().getAddress());
        return invoker.invoke(invocation);
    }
}
