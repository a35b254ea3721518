package io.github.dubbogray.nacos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One instance of a service, as the registry has it. */
public record NacosInstance(
        String ip,
        int port,
        double weight,
        boolean healthy,
        boolean enabled,
        boolean ephemeral,
        String cluster,
        Map<String, String> metadata) {
    /** Copies the metadata. */
    public NacosInstance {
        metadata = Map.copyOf(metadata);
    }

    /** A persistent instance on loopback, as a test registers it; the server itself checks that somebody listens. */
    public static NacosInstance persistent(int port, Map<String, String> metadata) {
        return new NacosInstance("127.0.0.1", port, 1.0, true, true, false, "DEFAULT", metadata);
    }

    /** Address and port. */
    public String address() {
        return ip + ":" + port;
    }

    /** The same with another weight. */
    public NacosInstance withWeight(double newWeight) {
        return new NacosInstance(ip, port, newWeight, healthy, enabled, ephemeral, cluster, metadata);
    }

    /** The same in another cluster. */
    public NacosInstance inCluster(String newCluster) {
        return new NacosInstance(ip, port, weight, healthy, enabled, ephemeral, newCluster, metadata);
    }

    /** The same, switched on. */
    public NacosInstance switchedOn() {
        return new NacosInstance(ip, port, weight, healthy, true, ephemeral, cluster, metadata);
    }

    /** The same, switched off: the server stops sending it to clients. */
    public NacosInstance switchedOff() {
        return new NacosInstance(ip, port, weight, healthy, false, ephemeral, cluster, metadata);
    }

    /** The same, healthy. */
    public NacosInstance inHealth() {
        return new NacosInstance(ip, port, weight, true, enabled, ephemeral, cluster, metadata);
    }

    /** The same, unhealthy. */
    public NacosInstance inBadHealth() {
        return new NacosInstance(ip, port, weight, false, enabled, ephemeral, cluster, metadata);
    }

    /** The same with other metadata. */
    public NacosInstance withMetadata(Map<String, String> newMetadata) {
        return new NacosInstance(ip, port, weight, healthy, enabled, ephemeral, cluster, newMetadata);
    }

    static NacosInstance of(JsonNode json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        json.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return new NacosInstance(
                json.path("ip").asText(),
                json.path("port").asInt(),
                json.path("weight").asDouble(),
                json.path("healthy").asBoolean(),
                json.path("enabled").asBoolean(),
                json.path("ephemeral").asBoolean(),
                json.path("clusterName").asText(),
                metadata);
    }

    /** The same as the parameters of an instance form. */
    Parameters addTo(Parameters parameters) {
        return addTrafficTo(parameters).and("healthy", healthy).and("metadata", NacosApi.toJson(metadata));
    }

    /** Which instance it is, its weight and its switch, as the parameters of an instance form. */
    Parameters addTrafficTo(Parameters parameters) {
        return parameters
                .and("ip", ip)
                .and("port", port)
                .and("clusterName", cluster)
                .and("ephemeral", ephemeral)
                .and("weight", weight)
                .and("enabled", enabled);
    }
}
