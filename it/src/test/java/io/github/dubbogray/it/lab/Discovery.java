package io.github.dubbogray.it.lab;

import java.util.Map;

/** How instances are registered and found. */
public enum Discovery {
    /** By application, Dubbo 3's own way. */
    APPLICATION("instance", "FORCE_APPLICATION"),
    /** By interface, Dubbo 2's way. */
    INTERFACE("interface", "FORCE_INTERFACE");

    private final String registerMode;
    private final String migration;

    Discovery(String registerMode, String migration) {
        this.registerMode = registerMode;
        this.migration = migration;
    }

    /** Returns the registry parameter for providers. */
    String parameter() {
        return "&register-mode=" + registerMode;
    }

    /** Returns the properties of consumers. */
    Map<String, String> consumerProperties() {
        return Map.of("dubbo.application.service-discovery.migration", migration);
    }
}
