package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.observability.DeployHook;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.metrics.MetricsGlobalRegistry;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Binds an application's metrics to Dubbo's own registry once Dubbo has started it, if nobody else has bound them. Does
 * nothing where there is no Micrometer.
 */
@Activate
public final class DubboRegistryBinding extends DeployHook {

    private static final Logger LOG = LoggerFactory.getLogger(DubboRegistryBinding.class);

    /** For Dubbo's extension loader. */
    public DubboRegistryBinding() {}

    @Override
    public void onStarted(ApplicationModel application) {
        try {
            Binding.of(application);
        } catch (LinkageError none) {
            LOG.info("There is no Micrometer on the class path, so there are no metrics of gray release: " + none);
        } catch (RuntimeException e) { // metrics never keep an application from starting
            LOG.error("Metrics of gray release are not bound to Dubbo's registry", e);
        }
    }

    /** Loaded where there is Micrometer. */
    private static final class Binding {

        private static void of(ApplicationModel application) {
            GrayMetrics metrics = GrayMetrics.of(application);
            if (!metrics.areBound()) {
                metrics.bindTo(MetricsGlobalRegistry.getCompositeRegistry(application));
            }
        }
    }
}
