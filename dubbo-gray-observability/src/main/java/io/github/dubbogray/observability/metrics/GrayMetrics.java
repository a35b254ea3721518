package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.settings.GrayProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.IdentityHashMap;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.common.resource.Disposable;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The metrics of one application ({@link Meter}) in Micrometer's registries. Where nobody has bound them by the time that
 * Dubbo has started the application, they are bound to Dubbo's own registry; the Spring Boot starter binds them to Spring
 * Boot's. A registry has them once, however often they are bound to it. What a registry that is part of another one has is
 * that one's too: bind to one of them.
 *
 * <p>{@code dubbo.gray.metrics.enabled=false} binds nothing, and then nothing is measured either.
 */
public final class GrayMetrics implements MeterBinder, Disposable {

    static final String ENABLED = "dubbo.gray.metrics.enabled";

    private static final Logger LOG = LoggerFactory.getLogger(GrayMetrics.class);

    private final GrayApplication gray;
    private final boolean isEnabled;

    /** Guarded by this: compared as objects, as a registry says nothing of equality. */
    private final IdentityHashMap<MeterRegistry, BoundMeters> bound = new IdentityHashMap<>();

    /** For Dubbo's bean factory; use {@link #of}. */
    public GrayMetrics(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        GrayProperties properties = GrayProperties.of(application);
        this.isEnabled = properties.truth(ENABLED, true) && gray.isActive();
        properties.problems().forEach(LOG::error);
    }

    /** Returns those of an application. */
    public static GrayMetrics of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(GrayMetrics.class);
    }

    /** Registers everything that is counted and measured, now and later; does nothing if the registry has it already. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        if (isEnabled && !bound.containsKey(registry)) {
            bound.put(registry, BoundMeters.of(gray, registry));
        }
    }

    /** Returns whether some registry has them. */
    synchronized boolean areBound() {
        return !bound.isEmpty();
    }

    @Override
    public synchronized void destroy() {
        bound.values().forEach(BoundMeters::close);
        bound.clear();
    }
}
