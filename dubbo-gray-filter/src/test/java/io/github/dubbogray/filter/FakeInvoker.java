package io.github.dubbogray.filter;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** What stands behind a filter, and answers. */
public final class FakeInvoker implements Invoker<Echo> {

    private final URL url;
    private final Function<Invocation, Result> answers;

    private FakeInvoker(Function<Invocation, Result> answers, URL url) {
        this.url = url;
        this.answers = answers;
    }

    /** Does something with the call and answers {@code "served"}. */
    public FakeInvoker(URL url, Consumer<Invocation> task) {
        this(
                call -> {
                    task.accept(call);
                    return AsyncRpcResult.newDefaultAsyncResult("served", call);
                },
                url);
    }

    /** Returns one that gives these answers. */
    public static FakeInvoker answering(URL url, Function<Invocation, Result> answers) {
        return new FakeInvoker(answers, url);
    }

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
        return answers.apply(invocation);
    }

    @Override
    public void destroy() {}
}
