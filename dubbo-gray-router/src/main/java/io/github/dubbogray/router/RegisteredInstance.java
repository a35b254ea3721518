package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Standing;
import java.util.Map;

/**
 * An instance as a naming server lists it.
 *
 * @param host its address
 * @param port the port it is registered with
 * @param weight the operator's, 0 or more; 1 unless changed
 * @param standing whether the server wants it to serve
 * @param cluster the server's own grouping of instances
 * @param metadata what it registered, with an operator's edits over it
 */
record RegisteredInstance(
        String host, int port, double weight, Standing standing, String cluster, Map<String, String> metadata) {

    RegisteredInstance {
        metadata = Map.copyOf(metadata);
    }

    String address() {
        return host + ":" + port;
    }
}
