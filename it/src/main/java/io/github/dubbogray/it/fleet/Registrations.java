package io.github.dubbogray.it.fleet;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a registry holds of the provider on one port: an instance under its application's name, or under each interface.
 */
public record Registrations(NacosAdmin admin, int port) {

    /** Returns the instances, one for each name the provider is registered by; none if it is not registered. */
    public List<NacosInstance> instances() {
        return entries().map(Entry::instance).toList();
    }

    /** Edits metadata as an operator does; the provider's own values stay below. */
    public void edit(Map<String, String> metadata) {
        entries().forEach(entry -> admin.patchMetadata(entry.service(), entry.instance(), metadata));
    }

    /** Edits metadata as the console's form does, which stores the whole map over what is registered from then on. */
    public void editByForm(Map<String, String> metadata) {
        entries().forEach(entry -> {
            Map<String, String> whole = new HashMap<>(entry.instance().metadata());
            whole.putAll(metadata);
            admin.updateInstance(entry.service(), entry.instance().withMetadata(whole));
        });
    }

    /** Takes an operator's values back. */
    public void takeBack(String... keys) {
        entries().forEach(entry -> admin.deleteMetadata(entry.service(), entry.instance(), List.of(keys)));
    }

    /** Changes the weight as an operator does. */
    public void weigh(double weight) {
        entries()
                .forEach(entry -> admin.updateWeightAndSwitch(
                        entry.service(), entry.instance().withWeight(weight)));
    }

    /** Switches the provider on as an operator does. */
    public void enable() {
        entries()
                .forEach(entry -> admin.updateWeightAndSwitch(
                        entry.service(), entry.instance().switchedOn()));
    }

    /** Switches the provider off as an operator does; it stays registered and gets no calls. */
    public void disable() {
        entries()
                .forEach(entry -> admin.updateWeightAndSwitch(
                        entry.service(), entry.instance().switchedOff()));
    }

    /** An instance and the name it is registered by. */
    public record Entry(ServiceId service, NacosInstance instance) {}

    /** Returns the instances with their services; none if the provider is not registered. */
    public Stream<Entry> entries() {
        return admin.services().stream()
                .flatMap(service -> admin.instances(service).stream()
                        .filter(instance -> instance.port() == port)
                        .map(instance -> new Entry(service, instance)));
    }
}
