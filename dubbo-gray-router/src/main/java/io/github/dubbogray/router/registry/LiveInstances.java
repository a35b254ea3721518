package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.event.LabelDrift;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.dubbo.common.utils.JsonUtils;
import org.apache.dubbo.registry.client.DefaultServiceInstance;
import org.jspecify.annotations.Nullable;

/**
 * What a registry lists of one service; immutable, swapped in whole.
 *
 * @param listed its instances by the address they are registered with
 * @param byAddress the same, and by the addresses of their other protocols
 * @param registeredAs the addresses with which instances are registered, by those of their other protocols
 * @param gone what it listed a while ago and does not list now, by address: out while others are listed; as it was while nobody
 *     is, which may be the registry's own trouble, and which instances there are is Dubbo's to say
 */
public record LiveInstances(
        Map<String, LiveInstance> listed,
        Map<String, LiveInstance> byAddress,
        Map<String, String> registeredAs,
        Map<String, LiveInstance> gone) {

    /** Nothing is known. */
    public static final LiveInstances NONE = new LiveInstances(Map.of(), Map.of(), Map.of(), Map.of());

    private static final String ENDPOINTS = "dubbo.endpoints";
    private static final String PORT = "\"port\"";

    /** Returns what a list says; nobody is gone. */
    static LiveInstances of(Collection<RegisteredInstance> list, ToDoubleFunction<RegisteredInstance> loadPart) {
        Map<String, LiveInstance> listed = new TreeMap<>();
        Map<String, LiveInstance> byAddress = new HashMap<>();
        Map<String, String> registeredAs = new HashMap<>();
        for (RegisteredInstance registered : list) {
            LiveInstance instance = LiveInstance.of(registered, loadPart.applyAsDouble(registered));
            listed.put(registered.address(), instance);
            otherPorts(registered).forEach(port -> {
                byAddress.put(registered.host() + ":" + port, instance);
                registeredAs.put(registered.host() + ":" + port, registered.address());
            });
        }
        byAddress.putAll(listed);
        registeredAs.keySet().removeAll(listed.keySet());
        return new LiveInstances(listed, Map.copyOf(byAddress), Map.copyOf(registeredAs), Map.of());
    }

    /** Returns the instances of a list by all of their addresses. */
    static Map<String, RegisteredInstance> byAddress(Collection<RegisteredInstance> list) {
        Map<String, RegisteredInstance> byAddress = new HashMap<>();
        list.forEach(registered ->
                otherPorts(registered).forEach(port -> byAddress.put(registered.host() + ":" + port, registered)));
        list.forEach(registered -> byAddress.put(registered.address(), registered));
        return byAddress;
    }

    /** Returns the same instances, and that others are gone. */
    LiveInstances without(Map<String, LiveInstance> others) {
        return new LiveInstances(listed, byAddress, registeredAs, Map.copyOf(others));
    }

    /** Returns what is known of an instance, or null if the registry has not listed it for a while. */
    @Nullable LiveInstance at(String address) {
        LiveInstance present = byAddress.get(address);
        return present == null ? gone.get(address) : present;
    }

    List<LabelDrift> drifts(String service) {
        return listed.entrySet().stream()
                .flatMap(entry -> entry.getValue().drifts(service, entry.getKey()).stream())
                .toList();
    }

    /** Dubbo registers a process once, with the port of one protocol, and lists the others in its metadata. */
    private static Collection<Integer> otherPorts(RegisteredInstance registered) {
        String endpoints = registered.metadata().getOrDefault(ENDPOINTS, "");
        if (endpoints.indexOf(PORT) == endpoints.lastIndexOf(PORT)) {
            return List.of();
        }
        try {
            return JsonUtils.toJavaList(endpoints, DefaultServiceInstance.Endpoint.class).stream()
                    .map(DefaultServiceInstance.Endpoint::getPort)
                    .toList();
        } catch (RuntimeException unreadable) { // Dubbo finds no other protocol there either; the registered one serves
            return List.of();
        }
    }
}
