package io.github.dubbogray.router.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.AppResponse;
import org.apache.dubbo.rpc.AsyncRpcResult;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** An instance that answers echoes as a test has it. */
public final class EchoInvoker implements Invoker<Echo> {

    private static final AtomicInteger PORTS = new AtomicInteger(10_000);

    private final URL url;
    private final List<Invocation> calls = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<CompletableFuture<AppResponse>> behaviour = answer -> answer;

    private EchoInvoker(URL url) {
        this.url = url;
    }

    /** Returns one that answers at once. */
    public static EchoInvoker answering() {
        return at("127.0.0.1:" + PORTS.incrementAndGet());
    }

    public static EchoInvoker at(String address) {
        return new EchoInvoker(
                URL.valueOf("dubbo://" + address + "/" + Echo.class.getName() + "?interface=" + Echo.class.getName()));
    }

    /** Returns one that does not answer. */
    public static EchoInvoker hanging() {
        EchoInvoker invoker = answering();
        invoker.hang();
        return invoker;
    }

    public void hang() {
        behaviour = answer -> new CompletableFuture<>();
    }

    public void answer() {
        behaviour = answer -> answer;
    }

    /** Lets it throw something instead of taking a call. */
    public void fail(Supplier<RuntimeException> thrown) {
        behaviour = answer -> {
            throw thrown.get();
        };
    }

    /** Returns the calls until now. */
    public List<Invocation> calls() {
        return List.copyOf(calls);
    }

    public String address() {
        return url.getAddress();
    }

    @Override
    public Result invoke(Invocation invocation) {
        calls.add(invocation);
        return new AsyncRpcResult(
                behaviour.apply(CompletableFuture.completedFuture(new AppResponse("echo"))), invocation);
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
    public void destroy() {}
}
