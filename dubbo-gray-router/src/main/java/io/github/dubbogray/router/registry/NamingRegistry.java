package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.connection.NacosConnections;
import io.github.dubbogray.router.connection.ServerAddresses;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.ListenerRegistryWrapper;
import org.apache.dubbo.registry.Registry;
import org.apache.dubbo.registry.client.ServiceDiscoveryRegistry;
import org.apache.dubbo.registry.support.RegistryManager;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * A Nacos that an application has as its registry.
 *
 * @param servers all addresses
 * @param user the account, empty for none
 * @param namespace its id, empty for the public one
 * @param group the group instances are registered in
 * @param url everything else that Dubbo hands to the client; of two registries that differ in that alone one is enough
 */
public record NamingRegistry(String servers, String user, String namespace, String group, URL url) {

    private static final String DEFAULT_GROUP = "DEFAULT_GROUP";

    /** Returns the Nacos registries that an application uses now, each once. */
    static List<NamingRegistry> of(ApplicationModel application) {
        RegistryManager manager = application.getBeanFactory().getBean(RegistryManager.class);
        Collection<Registry> registries = manager == null ? List.of() : manager.getRegistries();
        return registries.stream()
                .flatMap(registry -> of(registry).stream())
                .distinct()
                .toList();
    }

    /** Returns the Nacos that a registry of Dubbo's is; empty if it is none. */
    static Optional<NamingRegistry> of(Registry registry) {
        Registry real = registry instanceof ListenerRegistryWrapper wrapper ? wrapper.getRegistry() : registry;
        return Optional.of(read(real)).filter(read -> "nacos".equals(read.url().getProtocol()));
    }

    /** Dubbo asks for {@code nacos.group} only where it finds instances by application. */
    private static NamingRegistry read(Registry registry) {
        if (registry instanceof ServiceDiscoveryRegistry discovery) {
            URL url = discovery.getServiceDiscovery().getUrl();
            return of(url, url.getParameter("nacos.group", url.getGroup(DEFAULT_GROUP)));
        }
        return of(registry.getUrl(), registry.getUrl().getGroup(DEFAULT_GROUP));
    }

    static NamingRegistry of(URL url, String group) {
        String user = Optional.ofNullable(url.getUsername()).orElse("");
        return new NamingRegistry(url.getBackupAddress(), user, url.getParameter("namespace", ""), group, url);
    }

    /** Returns it without its group: the same for all that are one server, namespace and account. */
    NamingRegistry ofAnyGroup() {
        return new NamingRegistry(servers, user, namespace, "", url);
    }

    /** Returns how this process is connected to it; asks no server. */
    Connection connection() {
        try {
            return NacosConnections.OF_INSTANCES.to(ServerAddresses.of(servers));
        } catch (LinkageError ofAnotherRelease) {
            return Connection.UNTOLD;
        }
    }

    String describe() {
        return servers + (namespace.isEmpty() ? "" : ", namespace " + namespace) + ", group " + group;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamingRegistry that
                && servers.equals(that.servers)
                && user.equals(that.user)
                && namespace.equals(that.namespace)
                && group.equals(that.group);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * servers.hashCode() + user.hashCode()) + namespace.hashCode()) + group.hashCode();
    }
}
