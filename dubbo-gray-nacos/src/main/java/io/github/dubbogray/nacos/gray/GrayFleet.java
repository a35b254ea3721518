package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.RegisteredLabels;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import java.util.Collection;
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
                .filter(found -> found.instance().address().equals(plain(address)))
                .toList();
    }

    /** Nacos writes an IPv6 address without brackets. */
    private static String plain(String address) {
        return address.replace("[", "").replace("]", "");
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

    /** Returns the labels of an instance, its cluster among them, as consumers take them from the registry. */
    public static Labels labelsOf(NacosInstance instance) {
        return RegisteredLabels.in(instance.metadata(), instance.cluster());
    }

    /** Gives an instance labels, all at once, whatever it says itself. Other metadata are not touched. */
    public void label(List<Registration> registrations, Map<String, String> labels) {
        Map<String, String> changes = new TreeMap<>();
        labels.forEach((key, value) -> changes.put(RegisteredLabels.PREFIX + key, value));
        registrations.forEach(each -> admin.patchMetadata(each.service(), each.instance(), changes));
    }

    /** Takes back what an operator said of labels of an instance; what it says itself comes out again. */
    public void takeBack(List<Registration> registrations, Collection<String> labels) {
        List<String> keys =
                labels.stream().map(key -> RegisteredLabels.PREFIX + key).toList();
        registrations.forEach(each -> admin.deleteMetadata(each.service(), each.instance(), keys));
    }

    /** Puts empty values over labels of an instance, which count as none. */
    public void hide(List<Registration> registrations, Collection<String> labels) {
        Map<String, String> changes = new TreeMap<>();
        labels.forEach(key -> changes.put(RegisteredLabels.PREFIX + key, ""));
        registrations.forEach(each -> admin.patchMetadata(each.service(), each.instance(), changes));
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
