package io.github.dubbogray.nacos.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a server.
 *
 * @param port the main port, 0 for a free one; main-1000, main+1000 and main+1001 must be free as well
 * @param consolePort the console's port, 0 for a free one
 * @param home where the server keeps its data and logs, null for a temporary folder that goes away on close
 * @param heapMegabytes the largest heap of the server's process
 * @param systemProperties more system properties of the server's process; they win over those set here
 * @param startTimeout how long a start may take
 */
public record NacosOptions(
        int port,
        int consolePort,
        @Nullable Path home,
        int heapMegabytes,
        Map<String, String> systemProperties,
        Duration startTimeout) {
    private static final NacosOptions DEFAULTS =
            new NacosOptions(NacosPorts.CHOOSE, NacosPorts.CHOOSE, null, 512, Map.of(), Duration.ofMinutes(5));

    /** Copies the map and checks the heap. */
    public NacosOptions {
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException("heap is too small for Nacos: " + heapMegabytes + " MB");
        }
        systemProperties = Map.copyOf(systemProperties);
    }

    /** Free ports, a temporary home, a heap of 512 MB, five minutes to start. */
    public static NacosOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another main port. */
    public NacosOptions withPort(int newPort) {
        return new NacosOptions(newPort, consolePort, home, heapMegabytes, systemProperties, startTimeout);
    }

    /** The same with another console port. */
    public NacosOptions withConsolePort(int newConsolePort) {
        return new NacosOptions(port, newConsolePort, home, heapMegabytes, systemProperties, startTimeout);
    }

    /** The same with a home that outlives the server. */
    public NacosOptions withHome(Path newHome) {
        return new NacosOptions(port, consolePort, newHome, heapMegabytes, systemProperties, startTimeout);
    }

    /** The same with another heap. */
    public NacosOptions withHeapMegabytes(int newHeapMegabytes) {
        return new NacosOptions(port, consolePort, home, newHeapMegabytes, systemProperties, startTimeout);
    }

    /** The same with these system properties instead of the present ones. */
    public NacosOptions withSystemProperties(Map<String, String> newSystemProperties) {
        return new NacosOptions(port, consolePort, home, heapMegabytes, newSystemProperties, startTimeout);
    }

    /** The same for a server that asks who one is; {@link NacosAccounts#begin} makes its first account. */
    public NacosOptions withAccounts() {
        Map<String, String> properties = new HashMap<>(systemProperties);
        properties.put("nacos.core.auth.enabled", "true");
        properties.put("nacos.core.auth.admin.enabled", "true");
        properties.put("nacos.core.auth.console.enabled", "true");
        return withSystemProperties(properties);
    }

    /** The same for a server whose tokens run out after a time; whole seconds. */
    public NacosOptions withTokensOf(Duration lifetime) {
        Map<String, String> properties = new HashMap<>(systemProperties);
        properties.put("nacos.core.auth.plugin.nacos.token.expire.seconds", String.valueOf(lifetime.toSeconds()));
        return withSystemProperties(properties);
    }

    /** The same with another time to start. */
    public NacosOptions withStartTimeout(Duration newStartTimeout) {
        return new NacosOptions(port, consolePort, home, heapMegabytes, systemProperties, newStartTimeout);
    }
}
