package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.label.InstanceLabels;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.URL;

/** Instances as a naming server lists them: on 127.0.0.1, of weight 1, serving, in the default cluster, unless said. */
public final class Listed {

    private Listed() {}

    public static RegisteredInstance at(int port) {
        return at(port, Map.of());
    }

    public static RegisteredInstance at(int port, Map<String, String> metadata) {
        return new RegisteredInstance("127.0.0.1", port, 1, Standing.SERVING, "DEFAULT", metadata);
    }

    public static RegisteredInstance at(int port, double weight) {
        return new RegisteredInstance("127.0.0.1", port, weight, Standing.SERVING, "DEFAULT", Map.of());
    }

    public static RegisteredInstance at(int port, Standing standing) {
        return new RegisteredInstance("127.0.0.1", port, 1, standing, "DEFAULT", Map.of());
    }

    public static RegisteredInstance in(String cluster, Map<String, String> metadata) {
        return new RegisteredInstance("127.0.0.1", 20_880, 1, Standing.SERVING, cluster, metadata);
    }

    /** Returns metadata of an instance that registered labels such as {@code version=v1} and says so. */
    public static Map<String, String> describing(String own, Map<String, String> labels) {
        Map<String, String> metadata = new HashMap<>(Map.of("dubbo.gray-own.1", own));
        labels.forEach((key, value) -> metadata.put(InstanceLabels.PREFIX + key, value));
        return metadata;
    }

    public static NamingRegistry registry(String server) {
        return NamingRegistry.of(URL.valueOf("nacos://" + server), "DEFAULT_GROUP");
    }
}
