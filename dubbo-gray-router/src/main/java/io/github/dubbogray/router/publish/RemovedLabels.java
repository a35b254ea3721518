package io.github.dubbogray.router.publish;

import io.github.dubbogray.core.memo.Memo;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** How many keys are kept that no instance of an application has any more; the last ones that some had. */
    static final int MOST_REMOVED = 64;

    /** How many applications are remembered at least; one whose turn it is no more begins anew. */
    private static final int APPLICATIONS = 1_000;

    /** Guarded by this: the label keys that were seen of an application. */
    private final Memo<String, SeenKeys> seen = new Memo<>(APPLICATIONS);

    /** The keys of one application, of which new ones may come for ever, such as one with the number of a build. */
    private static final class SeenKeys {

        /** In the order in which some instance last had them. */
        private final Set<String> keys = new LinkedHashSet<>();

        /** Takes note of the keys that instances have now; returns those, and those that some had before. */
        List<String> with(Set<String> present) {
            keys.removeAll(present);
            while (keys.size() > MOST_REMOVED) {
                keys.remove(keys.iterator().next());
            }
            keys.addAll(present);
            return List.copyOf(keys);
        }
    }

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
        Map<String, Set<String>> present = new HashMap<>();
        for (ServiceInstance instance : instances) {
            Set<String> keys = present.computeIfAbsent(instance.getServiceName(), name -> new TreeSet<>());
            instance.getMetadata().forEach((key, value) -> {
                if (InstanceLabels.isKey(key) && !value.isEmpty()) { // an empty one is as good as none
                    keys.add(key);
                }
            });
        }
        Map<String, List<String>> known = new HashMap<>();
        present.forEach((name, keys) -> known.put(name, known(name, keys)));
        for (ServiceInstance instance : instances) {
            if (instance instanceof DefaultServiceInstance own) {
                own.setMetadata(completed(own, known.getOrDefault(own.getServiceName(), List.of())));
            }
        }
    }

    private synchronized List<String> known(String application, Set<String> present) {
        return seen.get(application, name -> new SeenKeys()).with(present);
    }

    /** Asked of one instance: those of one notification belong to one application of this process. */
    private static boolean isLeftAlone(ServiceInstance instance) {
        ApplicationModel application = instance.getApplicationModel();
        return application != null && !GrayApplication.of(application).isActive();
    }

    /** Returns a copy: the map itself belongs to the cache of the registry's client. */
    private static Map<String, String> completed(ServiceInstance instance, List<String> keys) {
        Map<String, String> metadata = new HashMap<>(instance.getMetadata());
        keys.forEach(key -> metadata.putIfAbsent(key, ""));
        return metadata;
    }
}
