package io.github.dubbogray.router.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;

/** Servers as Dubbo hands them to a client. */
public final class ServerAddresses {

    private ServerAddresses() {}

    /**
     * Returns hosts and ports, in their order; what has no port is left out.
     *
     * @param addresses separated by commas, in any form that Dubbo takes for one
     */
    public static List<InetSocketAddress> of(String addresses) {
        return Stream.of(addresses.split(",", -1))
                .map(URL::valueOf)
                .filter(url -> url.getHost() != null && url.getPort() > 0)
                .map(url -> InetSocketAddress.createUnresolved(url.getHost(), url.getPort()))
                .distinct()
                .toList();
    }
}
