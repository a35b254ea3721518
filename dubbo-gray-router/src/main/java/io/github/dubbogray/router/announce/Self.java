package io.github.dubbogray.router.announce;

import io.github.dubbogray.router.settings.Surroundings;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.dubbo.common.utils.ConfigUtils;
import org.apache.dubbo.common.utils.NetUtils;
import org.apache.dubbo.common.utils.StringUtils;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

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

    private static Self of(ApplicationModel application, int port) {
        String library = Self.class.getPackage().getImplementationVersion();
        return new Self(
                nameOf(application),
                ManagementFactory.getRuntimeMXBean().getName(),
                library == null ? "unknown" : library,
                hostAsDubbo(),
                port);
    }

    /** Returns an application of this process each time by the name that it has by then. For one thread. */
    static Supplier<Self> following(ApplicationModel application, int port) {
        return new Supplier<>() {
            private @Nullable Self last;

            /** To ask for the host looks through all networks, which is done once. */
            @Override
            public Self get() {
                Self before = last == null ? of(application, port) : last;
                String name = nameOf(application);
                Self now = name.equals(before.application)
                        ? before
                        : new Self(name, before.process, before.library, before.host, port);
                last = now;
                return now;
            }
        };
    }

    private static String nameOf(ApplicationModel application) {
        String name = application.tryGetApplicationName();
        return name == null ? "" : name;
    }

    /** As Dubbo chooses the address of a reference. */
    private static String hostAsDubbo() {
        return Optional.ofNullable(ConfigUtils.getSystemProperty("DUBBO_IP_TO_REGISTRY"))
                .filter(host -> StringUtils.isNotEmpty(host) && !NetUtils.isInvalidLocalHost(host))
                .orElseGet(NetUtils::getLocalHost);
    }
}
