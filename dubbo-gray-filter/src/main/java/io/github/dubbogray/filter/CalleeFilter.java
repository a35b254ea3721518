package io.github.dubbogray.filter;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/** Remembers which instance a call goes to, the last one of several tries; the cluster in front of it is not told. */
@Activate(group = CommonConstants.CONSUMER, order = Integer.MIN_VALUE + 10)
public final class CalleeFilter implements Filter {

    private static final String CALLEE = "dubbo-gray.callee";

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public CalleeFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive() && gray.reportsHops()) {
            invocation.put(CALLEE, invoker.getUrl());
        }
        return invoker.invoke(invocation);
    }

    /** Returns the instance a call went to, or null if it went to none. */
    static @Nullable URL of(Invocation invocation) {
        return invocation.get(CALLEE) instanceof URL url ? url : null;
    }
}
