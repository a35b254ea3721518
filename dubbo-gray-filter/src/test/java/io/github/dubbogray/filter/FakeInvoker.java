package io.github.dubbogray.filter;

import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** What stands behind a filter: does something with the call and answers {@code "served"}. */
public record FakeInvoker(URL url, Consumer<Invocation> task) implements Invoker<Echo> {

    @Override
    public Class<Echo> getInterface() {
        return Echo.class;
    }

    @Override
    public URL getUrl() {
        return url;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public Result invoke(Invocation invocation) {
        task.accept(invocation);
        return AsyncRpcResult.newDefaultAsyncResult("served", invocation);
    }

    @Override
    public void destroy() {}
}
