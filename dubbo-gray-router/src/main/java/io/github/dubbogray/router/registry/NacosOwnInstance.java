package io.github.dubbogray.router.registry;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.lang.reflect.Field;
import java.util.Map;
import org.apache.dubbo.registry.client.ServiceDiscovery;
import org.apache.dubbo.registry.client.ServiceInstance;
import org.apache.dubbo.registry.nacos.NacosNamingServiceWrapper;
import org.apache.dubbo.registry.nacos.NacosServiceDiscovery;
import org.apache.dubbo.registry.nacos.util.NacosNamingServiceUtils;
import org.jspecify.annotations.Nullable;

/**
 * This process's own registration in Nacos, to change its metadata while it serves.
 *
 * <p>Dubbo has no way to do that but to change what the instance offers, and a second client would register a second
 * instance at the same address. So Dubbo's own naming client is used, which is a private field of its service discovery.
 *
 * @param naming Dubbo's client, through which the instance was registered
 */
record NacosOwnInstance(NacosServiceDiscovery discovery, NacosNamingServiceWrapper naming, String group) {

    /** Returns the registration of a service discovery that is Nacos's. */
    static NacosOwnInstance of(ServiceDiscovery discovery) {
        NacosServiceDiscovery nacos = (NacosServiceDiscovery) discovery;
        return new NacosOwnInstance(
                nacos, (NacosNamingServiceWrapper) valueOf("namingService", nacos), (String) valueOf("group", nacos));
    }

    /** Adds or changes one key; nothing happens while the instance is not registered. */
    void put(String key, String value) {
        synchronized (discovery) { // as Dubbo's own changes are
            ServiceInstance own = discovery.getLocalInstance();
            if (own == null) {
                return;
            }
            String before = own.getMetadata().get(key);
            Instance registered = NacosNamingServiceUtils.toInstance(own);
            own.getMetadata().put(key, value); // here too, so that Dubbo knows it again when it changes something else
            try {
                naming.updateInstance(
                        registered.getServiceName(), group, registered, NacosNamingServiceUtils.toInstance(own));
            } catch (NacosException | RuntimeException e) {
                restore(own.getMetadata(), key, before);
                throw new RegistryException("Nacos does not take " + key + "=" + value + " of this instance", e);
            }
        }
    }

    private static void restore(Map<String, String> metadata, String key, @Nullable String before) {
        if (before == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, before);
        }
    }

    private static Object valueOf(String name, NacosServiceDiscovery discovery) {
        try {
            Field field = NacosServiceDiscovery.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(discovery);
        } catch (ReflectiveOperationException e) {
            throw new RegistryException("This release of Dubbo keeps its naming client elsewhere", e);
        }
    }
}
