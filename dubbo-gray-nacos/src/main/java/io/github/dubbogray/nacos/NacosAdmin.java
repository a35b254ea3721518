package io.github.dubbogray.nacos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What an operator does in the console, as calls of the admin API of Nacos 3, in one namespace. Immutable; every method
 * throws {@link NacosRequestException} when the server refuses or does not answer.
 */
public final class NacosAdmin {
    static final String CONFIG = "/v3/admin/cs/config";
    private static final String INSTANCE = "/v3/admin/ns/instance";
    private static final String METADATA = INSTANCE + "/metadata/batch";
    private static final String PARTIAL = INSTANCE + "/partial";
    private static final String CLUSTER = "/v3/admin/ns/cluster";
    private static final String SERVICE = "/v3/admin/ns/service";
    private static final String SERVICES = SERVICE + "/list";
    private static final String NAMESPACE = "/v3/admin/core/namespace";
    private static final String READINESS = "/v3/admin/core/state/readiness";
    private static final String PUBLIC = "public";
    private static final int PAGE_SIZE = 500;

    private final NacosApi api;
    private final String namespace;

    private NacosAdmin(NacosApi api, String namespace) {
        this.api = api;
        this.namespace = namespace;
    }

    /** The public namespace of the server at {@code host:port}. */
    public static NacosAdmin of(String serverAddress) {
        return of(NacosServers.of(serverAddress));
    }

    /** The public namespace of a server. */
    public static NacosAdmin of(NacosServers servers) {
        return new NacosAdmin(new NacosApi(servers), PUBLIC);
    }

    /** Where it is asked. */
    public NacosServers servers() {
        return api.servers();
    }

    /** The id of the namespace. */
    public String namespace() {
        return namespace;
    }

    /** The same server, another namespace, by its id. */
    public NacosAdmin inNamespace(String namespaceId) {
        return new NacosAdmin(api, namespaceId);
    }

    /** Whether the server says that it can serve. */
    public boolean isReady() {
        try {
            api.get(READINESS, Parameters.none());
            return true;
        } catch (NacosRequestException notReady) {
            return false;
        }
    }

    /** Makes a namespace whose id and name are the same. */
    public void createNamespace(String namespaceId) {
        api.post(NAMESPACE, Parameters.none().and("namespaceId", namespaceId).and("namespaceName", namespaceId));
    }

    /** Adds or replaces a configuration. */
    public void publishConfig(ConfigId config, String content) {
        api.post(CONFIG, parameters(config).and("content", content));
    }

    /** The content of a configuration, empty when there is none. */
    public Optional<String> config(ConfigId config) {
        return found(CONFIG, parameters(config))
                .map(found -> found.path("content").asText());
    }

    /** Removes a configuration; nothing happens when there is none. */
    public void deleteConfig(ConfigId config) {
        api.delete(CONFIG, parameters(config));
    }

    /** All services of the namespace that have or had an instance. */
    public List<ServiceId> services() {
        return pages(
                SERVICES,
                Parameters.none().and("namespaceId", namespace),
                item -> new ServiceId(
                        item.path("name").asText(), item.path("groupName").asText()));
    }

    /** Returns whether there is a namespace of this id. */
    public boolean isNamespaceThere() {
        return namespace.equals(PUBLIC)
                || api.get(NAMESPACE + "/list", Parameters.none()).findValuesAsText("namespace").stream()
                        .anyMatch(namespace::equals);
    }

    /** All items of a list that comes in pages. */
    <T> List<T> pages(String path, Parameters parameters, Function<JsonNode, T> reading) {
        List<T> all = new ArrayList<>();
        for (int number = 1; ; number++) {
            JsonNode page = api.get(path, parameters.and("pageNo", number).and("pageSize", PAGE_SIZE));
            all.addAll(map(page.path("pageItems"), reading));
            if (number >= page.path("pagesAvailable").asInt()) {
                return List.copyOf(all);
            }
        }
    }

    /** All instances of a service, switched off and unhealthy ones included; none when there is no service. */
    public List<NacosInstance> instances(ServiceId service) {
        return found(INSTANCE + "/list", parameters(service))
                .map(list -> map(list, NacosInstance::of))
                .orElse(List.of());
    }

    /**
     * Registers an instance, or registers a persistent one anew: where nobody checks its health, see {@link
     * #endHealthChecks}, this is how it becomes healthy or unhealthy.
     */
    public void register(ServiceId service, NacosInstance instance) {
        api.post(INSTANCE, instance.addTo(parameters(service)));
    }

    /** Removes an instance. */
    public void deregister(ServiceId service, NacosInstance instance) {
        api.delete(INSTANCE, instance.addTo(parameters(service)));
    }

    /**
     * Stores weight, switch and the <em>whole</em> metadata map of an instance, as the console's edit form does. The map
     * covers what the instance registers from then on; keys it leaves out stay as they are registered.
     */
    public void updateInstance(ServiceId service, NacosInstance instance) {
        api.put(INSTANCE, instance.addTo(parameters(service)));
    }

    /**
     * Stores weight and switch of an instance, both as they are here, and leaves all metadata to their owners. Like any
     * edit they cover what the instance registers from then on.
     */
    public void updateWeightAndSwitch(ServiceId service, NacosInstance instance) {
        // What the form leaves out becomes its default, weight 1 and switched on, but for metadata.
        api.put(PARTIAL, instance.addTrafficTo(parameters(service)));
    }

    /** Leaves the health of persistent instances in a cluster to whoever registers them; the service must exist. */
    public void endHealthChecks(ServiceId service, String cluster) {
        api.put(
                CLUSTER,
                parameters(service)
                        .and("clusterName", cluster)
                        .and("checkPort", 80)
                        .and("useInstancePort4Check", true)
                        .and("healthChecker", NacosApi.toJson(Map.of("type", "NONE"))));
    }

    /**
     * Sets the share of healthy instances at or below which the server sends all as healthy; 0 switches that off. Clients
     * hear of it with the next change of an instance.
     */
    public void protect(ServiceId service, double threshold) {
        api.put(SERVICE, parameters(service).and("protectThreshold", threshold));
    }

    /** The threshold of {@link #protect}. */
    public double protection(ServiceId service) {
        return api.get(SERVICE, parameters(service)).path("protectThreshold").asDouble();
    }

    /** Adds or changes these metadata keys of an instance and leaves the others to their owner. */
    public void patchMetadata(ServiceId service, NacosInstance instance, Map<String, String> changes) {
        requireChange("PUT", instance, api.put(METADATA, batch(service, instance, changes)));
    }

    /** Takes an operator's values of these metadata keys back; what the instance itself registers stays. */
    public void deleteMetadata(ServiceId service, NacosInstance instance, Collection<String> keys) {
        // Values are not looked at, but the parameter is a map.
        Map<String, String> named = keys.stream().collect(Collectors.toMap(Function.identity(), key -> ""));
        requireChange("DELETE", instance, api.delete(METADATA, batch(service, instance, named)));
    }

    /** Nacos answers an unknown instance with success and an empty list. */
    private static void requireChange(String method, NacosInstance instance, JsonNode answer) {
        if (answer.path("updated").isEmpty()) {
            throw NacosRequestException.refused(
                    method + " " + METADATA, 200, "no such instance: " + instance.address());
        }
    }

    NacosApi api() {
        return api;
    }

    Optional<JsonNode> found(String path, Parameters parameters) {
        try {
            return Optional.of(api.get(path, parameters));
        } catch (NacosRequestException refused) {
            if (refused.kind() == NacosRequestException.Kind.ABSENT) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Parameters batch(ServiceId service, NacosInstance instance, Map<String, String> metadata) {
        Map<String, Object> target = Map.of(
                "ip", instance.ip(),
                "port", instance.port(),
                "clusterName", instance.cluster(),
                "ephemeral", instance.ephemeral());
        return parameters(service)
                .and("consistencyType", instance.ephemeral() ? "ephemeral" : "persist")
                .and("instances", NacosApi.toJson(List.of(target)))
                .and("metadata", NacosApi.toJson(metadata));
    }

    Parameters parameters(ConfigId config) {
        return Parameters.none()
                .and("namespaceId", namespace)
                .and("groupName", config.group())
                .and("dataId", config.dataId());
    }

    private Parameters parameters(ServiceId service) {
        return Parameters.none()
                .and("namespaceId", namespace)
                .and("groupName", service.group())
                .and("serviceName", service.name());
    }

    static <T> List<T> map(JsonNode array, Function<JsonNode, T> reading) {
        return StreamSupport.stream(array.spliterator(), false).map(reading).toList();
    }
}
