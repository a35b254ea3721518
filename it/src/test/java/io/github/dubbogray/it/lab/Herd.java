package io.github.dubbogray.it.lab;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.dubbogray.it.fleet.Registrations;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Many registered instances that one real provider serves: it listens on all addresses of loopback, so 127.0.0.2,
 * 127.0.0.3 and so on are instances like any other. The provider itself is registered in another namespace. Members
 * are values: {@link #member} makes one, {@link #put} registers it or replaces the one with its address.
 */
public final class Herd implements AutoCloseable {

    private static final int IPS_IN_A_NET = 250;

    private final Lab lab;
    private final List<Registrations.Entry> templates;
    private final Kind kind;
    private final NamingService client;
    private final Map<String, NacosInstance> members = new TreeMap<>();

    private Herd(Lab lab, List<Registrations.Entry> templates, Kind kind, NamingService client) {
        this.lab = lab;
        this.templates = templates;
        this.kind = kind;
        this.client = client;
    }

    /** How instances are kept in the registry. */
    public enum Kind {
        /** While their client is connected, as Dubbo registers them. */
        EPHEMERAL,
        /** Until somebody removes them; their health is what they are registered with. */
        PERSISTENT
    }

    /** Returns a herd in a lab without members, served by the provider with these registrations. */
    static Herd of(List<Registrations.Entry> templates, Lab lab, Kind kind) {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", lab.fleet().nacos().serverAddress());
        properties.setProperty("namespace", lab.namespace());
        // By application, a consumer asks which application has the interface.
        lab.admin().publishConfig(new ConfigId(ProbeService.class.getName(), "mapping"), Lab.APPLICATION);
        try {
            return new Herd(lab, templates, kind, NacosFactory.createNamingService(properties));
        } catch (NacosException e) {
            throw new IllegalStateException("no Nacos client for a herd", e);
        }
    }

    /**
     * Returns an instance of weight 1 that is not registered yet.
     *
     * @param number gives its address, from 0 on
     * @param labels what it says it is, as {@code version=v2,env=gray}; empty for none
     */
    public NacosInstance member(int number, String labels) {
        Map<String, String> metadata = new HashMap<>();
        Arrays.stream(labels.split(","))
                .filter(label -> !label.isEmpty())
                .map(label -> label.split("=", 2))
                .forEach(pair -> metadata.put("gray." + pair[0], pair[1]));
        String ip = "127.0." + number / IPS_IN_A_NET + "." + (number % IPS_IN_A_NET + 2);
        int port = templates.get(0).instance().port();
        return new NacosInstance(ip, port, 1.0, true, true, kind == Kind.EPHEMERAL, "DEFAULT", metadata);
    }

    /** Returns the address of the member with this number, as {@code host:port}. */
    public String address(int number) {
        return member(number, "").address();
    }

    /** Registers members; those whose address is registered already are replaced. */
    public void put(NacosInstance... some) {
        put(List.of(some));
    }

    /** The same for many. */
    public void put(Collection<NacosInstance> some) {
        some.forEach(member -> members.put(member.address(), member));
        templates.forEach(template -> register(template, some));
    }

    /** Takes a member out of the registry. */
    public void remove(NacosInstance member) {
        members.remove(member.address());
        templates.forEach(template -> deregister(template, member));
    }

    /** Returns the services that every member is registered under. */
    public List<ServiceId> services() {
        return templates.stream().map(Registrations.Entry::service).toList();
    }

    /** Leaves the registry; ephemeral members go with it. */
    @Override
    public void close() throws NacosException {
        client.shutDown();
    }

    private void register(Registrations.Entry template, Collection<NacosInstance> some) {
        switch (kind) {
            case EPHEMERAL -> registerAll(template);
            case PERSISTENT -> {
                some.forEach(member -> lab.admin().register(template.service(), complete(template, member)));
                lab.admin().endHealthChecks(template.service(), "DEFAULT");
            }
        }
    }

    private void deregister(Registrations.Entry template, NacosInstance member) {
        switch (kind) {
            case EPHEMERAL -> registerAll(template);
            case PERSISTENT -> lab.admin().deregister(template.service(), member);
        }
    }

    /** A client's batch replaces its former one. */
    private void registerAll(Registrations.Entry template) {
        ServiceId service = template.service();
        List<Instance> all = members.values().stream()
                .map(member -> toClient(complete(template, member)))
                .toList();
        try {
            client.batchRegisterInstance(service.name(), service.group(), all);
        } catch (NacosException e) {
            throw new IllegalStateException("cannot register a herd as " + service, e);
        }
    }

    /** With all that Dubbo needs, which is what the provider registered but for its own labels. */
    private static NacosInstance complete(Registrations.Entry template, NacosInstance member) {
        Map<String, String> metadata = new HashMap<>(template.instance().metadata());
        metadata.keySet().removeIf(key -> key.startsWith("gray.") || key.contains("gray-own."));
        metadata.putAll(member.metadata());
        return member.withMetadata(metadata);
    }

    private static Instance toClient(NacosInstance member) {
        Instance instance = new Instance();
        instance.setIp(member.ip());
        instance.setPort(member.port());
        instance.setWeight(member.weight());
        instance.setHealthy(member.healthy());
        instance.setEnabled(member.enabled());
        instance.setClusterName(member.cluster());
        instance.setMetadata(member.metadata());
        return instance;
    }
}
