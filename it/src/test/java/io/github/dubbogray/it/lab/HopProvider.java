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
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.ServiceConfig;

/**
 * An application that serves {@link HopService} in the group of its name, as plain Dubbo starts it, and with {@code
 * hop.http=<port>} by HTTP as well. Both do nothing about tags but what the library does.
 */
public final class HopProvider implements HopService {

    private final ProviderSettings settings;
    private final String name;
    private final HttpClient http = GrayHttpClient.of(HttpClient.newHttpClient());
    private final Map<String, HopService> references = new ConcurrentHashMap<>();

    private HopProvider(ProviderSettings settings) {
        this.settings = settings;
        this.name = settings.text("probe.name");
    }

    /** Starts it; beside its application it has the HTTP entry. */
    static AutoCloseable start(ProviderSettings settings) {
        HopProvider provider = new HopProvider(settings);
        AutoCloseable entry = settings.has("hop.http")
                ? HopEntry.open(settings.number("hop.http"), GrayEntry.of(settings.application()), provider)
                : () -> {};
        ServiceConfig<HopService> service = settings.service(HopService.class, provider);
        service.setGroup(settings.text("probe.application"));
        settings.bootstrap()
                .protocol(new ProtocolConfig("dubbo", settings.number("probe.port")))
                .protocol(new ProtocolConfig("tri", FreePort.choose()))
                .service(service)
                .start();
        return entry;
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

    private HopService reference(String protocol, String application) {
        ReferenceConfig<HopService> reference = settings.reference(HopService.class);
        reference.setProtocol(protocol);
        reference.setGroup(application);
        reference.setProvidedBy(application);
        return reference.get();
    }
}
