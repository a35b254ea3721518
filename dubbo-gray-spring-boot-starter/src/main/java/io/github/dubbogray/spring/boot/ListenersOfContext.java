package io.github.dubbogray.spring.boot;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.listener.GrayListener;
import java.util.List;
import java.util.function.Supplier;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** The listeners among the beans of a context: they are told until the context is closed. */
final class ListenersOfContext implements AutoCloseable {

    private final List<GrayListener> listeners;
    private final Runnable end;

    /**
     * Has them told from here on.
     *
     * @param dubbo gives the Dubbo application; not asked where nobody listens, as that may make one
     */
    ListenersOfContext(List<GrayListener> listeners, Supplier<ApplicationModel> dubbo) {
        this.listeners = listeners;
        if (listeners.isEmpty()) {
            this.end = () -> {};
        } else {
            GrayApplication gray = GrayApplication.of(dubbo.get());
            listeners.forEach(gray::addListener);
            this.end = () -> listeners.forEach(gray::removeListener);
        }
    }

    /** Returns them in their order. */
    List<GrayListener> all() {
        return listeners;
    }

    @Override
    public void close() {
        end.run();
    }
}
