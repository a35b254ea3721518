package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.placement.Standing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An instance as a naming server lists it.
 *
 * @param host its address
 * @param port the port it is registered with
 * @param weight the operator's, 0 or more; 1 unless changed
 * @param standing whether the server wants it to serve
 * @param cluster the server's own grouping of instances
 * @param metadata what it registered, with an operator's edits over it; a key without a value counts as absent
 */
public record RegisteredInstance(
        String host, int port, double weight, Standing standing, String cluster, Map<String, String> metadata) {

    public RegisteredInstance {
        Map<String, String> present = new HashMap<>(metadata);
        present.values().removeIf(Objects::isNull);
        metadata = Map.copyOf(present);
    }

    String address() {
        return host + ":" + port;
    }
}
