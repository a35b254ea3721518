package io.github.dubbogray.it.lab;

import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** Looks whether the thread that begins to serve a call still has a tag of an earlier one. */
@Activate(group = CommonConstants.PROVIDER, order = Integer.MIN_VALUE)
public final class LeakWatch implements Filter {

    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    /** Returns what was seen. */
    static List<String> seen() {
        return List.copyOf(SEEN);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        GrayContext.tag().ifPresent(tag -> SEEN.add(Thread.currentThread().getName() + " " + tag));
        return invoker.invoke(invocation);
    }
}
