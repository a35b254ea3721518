package io.github.dubbogray.router.registry;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.dubbogray.router.settings.DubboRelease;
import java.util.List;
import org.apache.dubbo.registry.nacos.NacosNamingServiceWrapper;

/** Lists asked of the server. Loaded only where Dubbo has {@link DubboRelease.Part#UNCACHED_LISTS}. */
final class UncachedLists {

    private UncachedLists() {}

    static List<Instance> of(String service, String group, NacosNamingServiceWrapper nacos) throws NacosException {
        return nacos.getAllInstancesWithoutSubscription(service, group);
    }
}
