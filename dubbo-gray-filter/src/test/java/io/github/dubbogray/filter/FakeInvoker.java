package io.github.dubbogray.filter;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** What stands behind a filter, and answers. */
public final class FakeInvoker implements Invoker<Echo> {

    private final Supplier<URL> url;
    private final Function<Invocation, Result> answers;

    private FakeInvoker(Function<Invocation, Result> answers, Supplier<URL> url) {
        this.url = url;
        this.answers = answers;
    }

    /** Does something with the call and answers {@code "served"}. */
    public FakeInvoker(URL url, Consumer<Invocation> task) {
        this(serving(task), () -> url);
    }

    private static Function<Invocation, Result> serving(Consumer<Invocation> task) {
        return call -> {
            task.accept(call);
            return AsyncRpcResult.newDefaultAsyncResult("served", call);
        };
    }

    /** Does something with the call and answers {@code "served"}, but fails whoever asks for its URL. */
    public static FakeInvoker withoutUrl(RuntimeException failure, Consumer<Invocation> task) {
        return new FakeInvoker(serving(task), () -> {
            throw failure;
        });
    }

    /** Returns one that gives these answers. */
    public static FakeInvoker answering(URL url, Function<Invocation, Result> answers) {
        return new FakeInvoker(answers, () -> url);
    }

    @Override
    public Class<Echo> getInterface() {
        return Echo.class;
    }

    @Override
    public URL getUrl() {
        return url.get();
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
