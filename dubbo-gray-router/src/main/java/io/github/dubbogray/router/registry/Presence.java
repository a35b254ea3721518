package io.github.dubbogray.router.registry;

import java.util.Map;

/**
 * An instance that a process registers of itself to be seen, not called: it goes with the process, is switched off and has
 * weight 0.
 *
 * @param service the name of the service, as the registry knows it
 * @param group the group that the service is in, whatever the registry's own
 * @param host the process's address
 * @param port a number from 1 to 65 535, at which nobody need listen
 * @param metadata what it says of itself
 */
public record Presence(String service, String group, String host, int port, Map<String, String> metadata) {

    public Presence {
        metadata = Map.copyOf(metadata);
    }
}
