package io.github.dubbogray.observability.probe;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.qos.probe.ReadinessProbe;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/**
 * Whether every application of the process knows its documents and labels, or goes on without them, see {@link Readiness}.
 * One that has not come to use this library, or in which it is off, is ready as far as this is asked.
 */
@Activate
public final class GrayReadinessProbe implements ReadinessProbe {

    private static final Logger LOG = LoggerFactory.getLogger(GrayReadinessProbe.class);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayReadinessProbe(FrameworkModel framework) {
        this.framework = framework;
    }

    /** Asks all of them, so that each one's time runs. */
    @Override
    public boolean check() {
        return framework.getApplicationModels().stream()
                        .filter(model -> !isReady(model))
                        .count()
                == 0;
    }

    private static boolean isReady(ApplicationModel model) {
        try {
            GrayApplication gray = model.getBeanFactory().getBean(GrayApplication.class);
            return gray == null || !gray.isActive() || Readiness.of(model, gray).isReady();
        } catch (RuntimeException bug) { // an application that could serve is not held back by ours
            LOG.error("Cannot tell whether " + model.getDesc() + " is ready; it counts as ready", bug);
            return true;
        }
    }
}
