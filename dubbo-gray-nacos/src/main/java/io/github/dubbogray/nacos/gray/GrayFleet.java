package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The instances of an application, and what an operator may do to one of them. Dubbo registers an application under its own
 * name, under each of its interfaces, or both; what is done to an instance is done to all its registrations. Every method
 * throws {@link NacosRequestException} when the server refuses or does not answer.
 */
public final class GrayFleet {

    private static final String LABEL = "gray.";
    private static final String APPLICATION = "application";
    private static final String INTERFACE = "providers:";

    private final NacosAdmin admin;
    private final String group;

    /**
     * Those of a namespace.
     *
     * @param group in which Dubbo registers, {@code DEFAULT_GROUP} unless it was told otherwise
     */
    public GrayFleet(NacosAdmin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** Returns the instances of an application by its own name; by its interfaces where that has none. */
    public List<NacosInstance> instances(String application) {
        List<NacosInstance> own = admin.instances(new ServiceId(application, group));
        if (!own.isEmpty()) {
            return own;
        }
        Map<String, NacosInstance> each = new TreeMap<>();
        byInterface(application)
                .forEach(found -> each.putIfAbsent(found.instance().address(), found.instance()));
        return List.copyOf(each.values());
    }

    /** Returns every registration of one instance, none if there is no such instance. */
    public List<Registration> registrations(String application, String address) {
        ServiceId own = new ServiceId(application, group);
        return Stream.concat(
                        admin.instances(own).stream().map(instance -> new Registration(own, instance)),
                        byInterface(application))
                .filter(found -> found.instance().address().equals(address))
                .toList();
    }

    /** Returns the same registrations as they are now; those that are gone are left out. */
    public List<Registration> now(List<Registration> registrations) {
        return registrations.stream()
                .flatMap(each -> admin.instances(each.service()).stream()
                        .filter(instance ->
                                instance.address().equals(each.instance().address()))
                        .map(instance -> new Registration(each.service(), instance)))
                .toList();
    }

    /** There may be thousands of interfaces, so they are asked side by side. */
    private Stream<Registration> byInterface(String application) {
        return admin.services().parallelStream()
                .filter(service ->
                        service.group().equals(group) && service.name().startsWith(INTERFACE))
                .flatMap(service -> admin.instances(service).stream()
                        .filter(instance ->
                                application.equals(instance.metadata().get(APPLICATION)))
                        .map(instance -> new Registration(service, instance)));
    }

    /** Returns the labels of an instance, as they stand in the registry. */
    public static Map<String, String> labelsOf(NacosInstance instance) {
        Map<String, String> labels = new TreeMap<>();
        instance.metadata().forEach((key, value) -> {
            if (key.startsWith(LABEL) && !value.isEmpty()) {
                labels.put(key.substring(LABEL.length()), value);
            }
        });
        return labels;
    }

    /** Gives an instance a label, whatever it says itself. Other metadata are not touched. */
    public void label(List<Registration> registrations, String key, String value) {
        registrations.forEach(each -> admin.patchMetadata(each.service(), each.instance(), Map.of(LABEL + key, value)));
    }

    /**
     * Takes a label from an instance. What an operator gave is taken back; where the instance itself says it, an empty value
     * is put over it, which counts as none.
     */
    public void unlabel(List<Registration> registrations, String key) {
        for (Registration each : registrations) {
            admin.deleteMetadata(each.service(), each.instance(), List.of(LABEL + key));
            boolean isStillThere = admin.instances(each.service()).stream()
                    .filter(instance ->
                            instance.address().equals(each.instance().address()))
                    .anyMatch(instance -> labelsOf(instance).containsKey(key));
            if (isStillThere) {
                admin.patchMetadata(each.service(), each.instance(), Map.of(LABEL + key, ""));
            }
        }
    }

    /** Sets the weight of an instance, from 0 to 10 000; 1 is usual. */
    public void weigh(List<Registration> registrations, double weight) {
        update(registrations, instance -> instance.withWeight(weight));
    }

    /** Takes an instance out: consumers do not hear of it any more. */
    public void isolate(List<Registration> registrations) {
        update(registrations, NacosInstance::switchedOff);
    }

    /** Brings an instance back that was taken out. */
    public void restore(List<Registration> registrations) {
        update(registrations, NacosInstance::switchedOn);
    }

    private void update(List<Registration> registrations, UnaryOperator<NacosInstance> edit) {
        registrations.forEach(each -> admin.updateWeightAndSwitch(each.service(), edit.apply(each.instance())));
    }
}
