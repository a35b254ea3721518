package io.github.dubbogray.router.registry;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.listener.Event;
import com.alibaba.nacos.api.naming.listener.EventListener;
import com.alibaba.nacos.api.naming.listener.NamingEvent;
import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.settings.DubboRelease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.dubbo.registry.nacos.NacosNamingServiceWrapper;
import org.apache.dubbo.registry.nacos.util.NacosNamingServiceUtils;

/** The real one: made by Dubbo's own code, so addresses, namespace, credentials and names are those of its registry. */
public final class NacosNamingClient implements NamingClient {

    private final NamingRegistry registry;
    private final NacosNamingServiceWrapper nacos;

    /** Touched by the thread that announces: what Dubbo's wrapper has of each service, by the service's name. */
    private final Map<String, Instance> announced = new HashMap<>();

    /** Nacos keeps listeners in sets, so those of equal followers are one. */
    private record Lists(Consumer<List<RegisteredInstance>> follower) implements EventListener {
        @Override
        public void onEvent(Event event) {
            if (event instanceof NamingEvent change) {
                follower.accept(listOf(change.getInstances()));
            }
        }
    }

    private NacosNamingClient(NamingRegistry registry, NacosNamingServiceWrapper nacos) {
        this.registry = registry;
        this.nacos = nacos;
    }

    /** Makes a client, whether the server answers or not. */
    public static NamingClient connect(NamingRegistry registry) {
        return new NacosNamingClient(
                registry,
                NacosNamingServiceUtils.createNamingService(registry.url().addParameter("nacos.check", "false")));
    }

    @Override
    public void follow(RegistryService service, Consumer<List<RegisteredInstance>> lists) {
        try {
            nacos.subscribe(service.name(), registry.group(), new Lists(lists));
        } catch (NacosException e) {
            throw failure("does not let follow", service, e);
        }
    }

    @Override
    public void forget(RegistryService service, Consumer<List<RegisteredInstance>> lists) {
        try {
            nacos.unsubscribe(service.name(), registry.group(), new Lists(lists));
        } catch (NacosException e) {
            throw failure("does not let go of", service, e);
        }
    }

    @Override
    public List<RegisteredInstance> fetch(RegistryService service) {
        try {
            return listOf(
                    DubboRelease.Part.UNCACHED_LISTS.isThere()
                            ? UncachedLists.of(service.name(), registry.group(), nacos)
                            : known(service));
        } catch (NacosException e) {
            throw failure("does not list", service, e);
        }
    }

    /** Dubbo's wrapper would register a second instance beside the first, so a later one is an update. */
    @Override
    public void announce(Presence presence) {
        Instance instance = instanceOf(presence);
        Instance before = announced.get(presence.service());
        try {
            if (before == null) {
                nacos.registerInstance(presence.service(), presence.group(), instance);
                announced.put(presence.service(), instance);
            } else {
                announced.put(presence.service(), instance); // the wrapper has it from then on, though it fail
                nacos.updateInstance(presence.service(), presence.group(), before, instance);
            }
        } catch (NacosException e) {
            throw failure("does not take", presence, e);
        }
    }

    /**
     * Dubbo's wrapper takes back only what it has registered and not failed to take back, while the client behind it does by
     * itself, later, what it was once asked for. So what the wrapper does not have is registered first.
     */
    @Override
    public void withdraw(Presence presence) {
        if (!announced.containsKey(presence.service())) {
            announce(presence);
        }
        Instance before = announced.remove(presence.service());
        try {
            nacos.deregisterInstance(presence.service(), presence.group(), before);
        } catch (NacosException e) {
            throw failure("does not take back", presence, e);
        }
    }

    @Override
    public void close() {
        try {
            nacos.shutdown();
        } catch (NacosException e) {
            throw new RegistryException("The naming client of " + registry.describe() + " does not stop", e);
        }
    }

    private RegistryException failure(String what, RegistryService service, NacosException cause) {
        return new RegistryException(
                "Nacos at " + registry.describe() + " " + what + " the instances of " + service.name() + ": "
                        + cause.getErrMsg(),
                cause);
    }

    private RegistryException failure(String what, Presence presence, NacosException cause) {
        return new RegistryException(
                "Nacos at " + registry.describe() + " " + what + " this process's instance of " + presence.service()
                        + " in group " + presence.group() + ": " + cause.getErrMsg(),
                cause);
    }

    private static Instance instanceOf(Presence presence) {
        Instance instance = new Instance();
        instance.setIp(presence.host());
        instance.setPort(presence.port());
        instance.setWeight(0);
        instance.setEnabled(false);
        instance.setMetadata(new HashMap<>(presence.metadata()));
        return instance;
    }

    /** Returns what the client remembers, which is what it was pushed. */
    private List<Instance> known(RegistryService service) throws NacosException {
        List<Instance> all = new ArrayList<>(nacos.selectInstances(service.name(), registry.group(), true));
        all.addAll(nacos.selectInstances(service.name(), registry.group(), false));
        return all;
    }

    private static List<RegisteredInstance> listOf(List<Instance> instances) {
        return instances.stream().map(NacosNamingClient::registered).toList();
    }

    private static RegisteredInstance registered(Instance instance) {
        return new RegisteredInstance(
                instance.getIp(),
                instance.getPort(),
                instance.getWeight(),
                standingOf(instance),
                instance.getClusterName(),
                instance.getMetadata());
    }

    private static Standing standingOf(Instance instance) {
        if (!instance.isEnabled() || instance.getWeight() <= 0) {
            return Standing.OUT;
        }
        return instance.isHealthy() ? Standing.SERVING : Standing.UNHEALTHY;
    }
}
