package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.client.GrayHttpClient;
import io.github.dubbogray.it.fleet.FreePort;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * A process that serves {@link HopService} in the group of its application, as plain Dubbo starts it, and with {@code
 * hop.http=<port>} by HTTP as well. Both do nothing about tags but what the library does.
 */
public final class HopProvider implements HopService {

    private final String name;
    private final HttpClient http = GrayHttpClient.of(HttpClient.newHttpClient());
    private final Map<String, HopService> references = new ConcurrentHashMap<>();

    private HopProvider(String name) {
        this.name = name;
    }

    /** Starts it and keeps it until the process is stopped. */
    public static void main(String[] arguments) {
        HopProvider provider = new HopProvider(System.getProperty("probe.name"));
        ApplicationConfig application = new ApplicationConfig(System.getProperty("probe.application"));
        application.setQosEnable(false);
        DubboBootstrap bootstrap = DubboBootstrap.getInstance().application(application);
        Integer port = Integer.getInteger("hop.http");
        if (port != null) {
            HopEntry.open(port, GrayEntry.of(ApplicationModel.defaultModel()), provider);
        }
        bootstrap
                .registry(new RegistryConfig(System.getProperty("probe.registry")))
                .protocol(new ProtocolConfig("dubbo", Integer.getInteger("probe.port")))
                .protocol(new ProtocolConfig("tri", FreePort.choose()))
                .service(service(application.getName(), provider))
                .start()
                .await();
    }

    @Override
    public List<Hop> visit(List<String> steps) {
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(name, GrayContext.tag().map(Tag::text).orElse("")));
        if (!steps.isEmpty()) {
            hops.addAll(next(steps.get(0), new ArrayList<>(steps.subList(1, steps.size()))));
        }
        return hops;
    }

    private List<Hop> next(String step, List<String> steps) {
        String[] parts = step.split(":", 2);
        return parts[0].equals("http")
                ? HopEntry.get(http, Integer.parseInt(parts[1]), Map.of(), steps)
                : references
                        .computeIfAbsent(step, key -> reference(parts[0], parts[1]))
                        .visit(steps);
    }

    private static HopService reference(String protocol, String application) {
        ReferenceConfig<HopService> reference = new ReferenceConfig<>();
        reference.setInterface(HopService.class);
        reference.setProtocol(protocol);
        reference.setGroup(application);
        reference.setProvidedBy(application);
        reference.setCheck(false);
        reference.setTimeout(5_000);
        return reference.get();
    }

    private static ServiceConfig<HopService> service(String group, HopService implementation) {
        ServiceConfig<HopService> service = new ServiceConfig<>();
        service.setInterface(HopService.class);
        service.setGroup(group);
        service.setRef(implementation);
        return service;
    }
}
