package io.github.dubbogray.router.announce;

import io.github.dubbogray.router.settings.Surroundings;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.dubbo.common.utils.ConfigUtils;
import org.apache.dubbo.common.utils.NetUtils;
import org.apache.dubbo.common.utils.StringUtils;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Who announces.
 *
 * @param application its name; empty if it has none yet
 * @param process its id and host
 * @param library the version of this library
 * @param host its address, the one that Dubbo registers
 * @param port tells it from others at that address; nobody listens there
 */
record Self(String application, String process, String library, String host, int port) {

    private static final int PORTS = 65_535;

    /**
     * Draws a port. One that is drawn is another after a restart too, so that nothing which an operator stored for the address
     * covers what the next process says.
     */
    static int drawPort(Surroundings surroundings) {
        return 1 + (int) surroundings.below(PORTS);
    }

    /** Returns an application of this process. */
    static Self of(ApplicationModel application, int port) {
        String name = application.tryGetApplicationName();
        String library = Self.class.getPackage().getImplementationVersion();
        return new Self(
                name == null ? "" : name,
                ManagementFactory.getRuntimeMXBean().getName(),
                library == null ? "unknown" : library,
                hostAsDubbo(),
                port);
    }

    /** As Dubbo chooses the address of a reference. */
    private static String hostAsDubbo() {
        return Optional.ofNullable(ConfigUtils.getSystemProperty("DUBBO_IP_TO_REGISTRY"))
                .filter(host -> StringUtils.isNotEmpty(host) && !NetUtils.isInvalidLocalHost(host))
                .orElseGet(NetUtils::getLocalHost);
    }
}
