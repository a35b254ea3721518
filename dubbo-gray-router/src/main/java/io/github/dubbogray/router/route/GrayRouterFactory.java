package io.github.dubbogray.router.route;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.StateRouterFactory;

/**
 * Makes the router of a reference. Its order puts it before Dubbo's own routers: those are shared between chains, and a
 * router behind them would be asked with the instances of another interface.
 */
@Activate(order = 50)
public final class GrayRouterFactory implements StateRouterFactory {

    /** For Dubbo's extension loader. */
    public GrayRouterFactory() {}

    @Override
    public <T> StateRouter<T> getRouter(Class<T> interfaceClass, URL url) {
        GrayApplication gray = GrayApplication.of(url.getOrDefaultApplicationModel());
        try {
            return gray.isActive() ? GrayRouter.of(url, gray) : new IdleRouter<>(url);
        } catch (Throwable bug) { // also an error: the reference would have worked without us (clause D4)
            gray.report("Calls of {} are not routed.", url, bug);
            return new IdleRouter<>(url);
        }
    }
}
