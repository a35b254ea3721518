package io.github.dubbogray.router.publish;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.registry.client.metadata.ServiceInstanceNotificationCustomizer;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Makes the removal of a label visible. Dubbo takes an instance for unchanged if all of its new metadata was there before,
 * so a key that is gone goes unnoticed; an empty value in its place does not, and reads as no label.
 */
public final class RemovedLabels implements ServiceInstanceNotificationCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(RemovedLabels.class);

    /** Every label key ever seen of an application. */
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

    /** For Dubbo's extension loader. */
    public RemovedLabels() {}

    /** Dubbo would take over no instance if this threw. */
    @Override
    public void customize(List<ServiceInstance> instances) {
        Guarded.run(
                () -> complete(instances),
                thrown -> LOG.error("Removed labels of some instances go unnoticed", thrown));
    }

    private void complete(List<ServiceInstance> instances) {
        if (instances.stream().limit(1).anyMatch(RemovedLabels::isLeftAlone)) {
            return;
        }
        for (ServiceInstance instance : instances) {
            Set<String> keys = seenOf(instance);
            instance.getMetadata().keySet().stream()
                    .filter(InstanceLabels::isKey)
                    .forEach(keys::add);
        }
        for (ServiceInstance instance : instances) {
            if (instance instanceof DefaultServiceInstance own) {
                own.setMetadata(completed(own));
            }
        }
    }

    /** Asked of one instance: those of one notification belong to one application of this process. */
    private static boolean isLeftAlone(ServiceInstance instance) {
        ApplicationModel application = instance.getApplicationModel();
        return application != null && !GrayApplication.of(application).isActive();
    }

    private Set<String> seenOf(ServiceInstance instance) {
        return seen.computeIfAbsent(instance.getServiceName(), name -> ConcurrentHashMap.newKeySet());
    }

    /** Returns a copy: the map itself belongs to the cache of the registry's client. */
    private Map<String, String> completed(ServiceInstance instance) {
        Map<String, String> metadata = new HashMap<>(instance.getMetadata());
        seenOf(instance).forEach(key -> metadata.putIfAbsent(key, ""));
        return metadata;
    }
}
