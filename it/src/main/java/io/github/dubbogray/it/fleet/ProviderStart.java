package io.github.dubbogray.it.fleet;

import java.util.Map;

/**
 * A provider to start.
 *
 * @param application the application that it is an instance of
 * @param name names its process; its answers carry it
 * @param labels what it says it is, as {@code version=v2,env=gray}; empty for none
 * @param properties further system properties
 */
public record ProviderStart(String application, String name, String labels, Map<String, String> properties) {

    /** Copies the properties. */
    public ProviderStart {
        properties = Map.copyOf(properties);
    }
}
