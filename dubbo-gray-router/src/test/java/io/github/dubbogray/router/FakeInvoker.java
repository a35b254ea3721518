package io.github.dubbogray.router;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** An instance of a provider application, as a directory hands it out. */
final class FakeInvoker implements Invoker<Echo> {

    private static final AtomicInteger PORTS = new AtomicInteger(20_000);

    private final URL url;
    private volatile boolean available = true;

    private FakeInvoker(URL url) {
        this.url = url;
    }

    /** Returns an instance found by application, with labels such as {@code version=v2} on it. */
    static Invoker<Echo> of(String application, Map<String, String> labels) {
        DefaultServiceInstance instance =
                new DefaultServiceInstance(application, "127.0.0.1", PORTS.incrementAndGet(), null);
        labels.forEach((key, value) -> instance.getMetadata().put("gray." + key, value));
        return new FakeInvoker(instance.toURL("dubbo"));
    }

    static Invoker<Echo> of(URL url) {
        return new FakeInvoker(url);
    }

    FakeInvoker unreachable() {
        available = false;
        return this;
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
        return url.getRemoteApplication() + ":" + url.getPort() + InstanceLabels.instanceOf(url).labels();
    }
}
