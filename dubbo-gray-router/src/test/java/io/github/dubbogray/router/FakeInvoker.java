package io.github.dubbogray.router;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** An instance of a provider application, as a directory hands it out. */
final class FakeInvoker implements Invoker<Echo> {

    private static final AtomicInteger PORTS = new AtomicInteger(20_000);

    private final String name;
    private final Supplier<URL> url;
    private volatile boolean available = true;

    private FakeInvoker(String name, Supplier<URL> url) {
        this.name = name;
        this.url = url;
    }

    /** Returns an instance found by application, with labels such as {@code version=v2} on it. */
    static FakeInvoker of(String application, Map<String, String> labels) {
        DefaultServiceInstance instance =
                new DefaultServiceInstance(application, "127.0.0.1", PORTS.incrementAndGet(), null);
        labels.forEach((key, value) -> instance.getMetadata().put("gray." + key, value));
        URL url = instance.toURL("dubbo");
        return new FakeInvoker(instance.toFullString(), () -> url);
    }

    /** Returns an instance that cannot say where it is. */
    static FakeInvoker broken() {
        return new FakeInvoker("broken", () -> {
            throw new IllegalStateException("broken invoker");
        });
    }

    void loseConnection() {
        available = false;
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
        return available;
    }

    @Override
    public Result invoke(Invocation invocation) {
        throw new UnsupportedOperationException("routing never calls");
    }

    @Override
    public void destroy() {}

    @Override
    public String toString() {
        return name;
    }
}
