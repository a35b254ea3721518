package io.github.dubbogray.router.testing;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.DubboServiceAddressURL;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;

/** An instance of a provider application, as a directory hands it out. */
public final class FakeInvoker implements Invoker<Echo> {

    private static final AtomicInteger PORTS = new AtomicInteger(20_000);
    private static final URL CONSUMER =
            URL.valueOf("consumer://127.0.0.1/" + Echo.class.getName() + "?interface=" + Echo.class.getName());

    private final String name;
    private final Supplier<URL> url;
    private volatile boolean available = true;

    private FakeInvoker(String name, Supplier<URL> url) {
        this.name = name;
        this.url = url;
    }

    /** Returns an instance found by application, with labels such as {@code version=v2} on it. */
    public static FakeInvoker of(String application, Map<String, String> labels) {
        DefaultServiceInstance instance =
                new DefaultServiceInstance(application, "127.0.0.1", PORTS.incrementAndGet(), null);
        labels.forEach((key, value) -> instance.getMetadata().put("gray." + key, value));
        URL url = instance.toURL("dubbo");
        return new FakeInvoker(instance.toFullString(), () -> url);
    }

    /** Returns an instance found by interface, with parameters such as {@code weight=50&echo.weight=10} on its URL. */
    public static FakeInvoker with(String parameters) {
        return of("demo-provider", parameters, CONSUMER);
    }

    /** Returns an instance found by interface, as a reference with parameters of its own sees it. */
    public static FakeInvoker of(String application, String parameters, URL consumer) {
        String text = "dubbo://127.0.0.1:" + PORTS.incrementAndGet() + "/" + Echo.class.getName() + "?application="
                + application + "&interface=" + Echo.class.getName() + "&" + parameters;
        URL url = DubboServiceAddressURL.valueOf(URL.encode(text), consumer);
        return new FakeInvoker(text, () -> url);
    }

    /** Returns an instance behind a URL. */
    public static FakeInvoker at(URL url) {
        return new FakeInvoker(url.toFullString(), () -> url);
    }

    /** Returns an instance that cannot say where it is. */
    public static FakeInvoker broken() {
        return new FakeInvoker("broken", () -> {
            throw new IllegalStateException("broken invoker");
        });
    }

    /** Returns an instance that says what a supplier gives, or throws what it throws. */
    public static FakeInvoker saying(Supplier<URL> url) {
        return new FakeInvoker("told by a supplier", url);
    }

    public int port() {
        return getUrl().getPort();
    }

    public void loseConnection() {
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
