package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * A provider as plain Dubbo starts it: no Spring, everything from {@code -D}. It serves {@link ProbeService}, or {@link
 * BackendService} with {@code probe.backend=true}; with {@code probe.relays=true} it calls the backend. The messages
 * {@link #BURN} and {@link #REST} start and end work that takes all of the machine's processors.
 */
public final class ProbeProvider implements ProbeService, BackendService {

    /** A message that makes the process busy until it rests. */
    public static final String BURN = "burn";

    /** A message that ends what {@link #BURN} began. */
    public static final String REST = "rest";

    private static final AtomicBoolean BURNING = new AtomicBoolean();

    private final String name;
    private @Nullable BackendService backend;

    private ProbeProvider(String name) {
        this.name = name;
    }

    /** Starts it and keeps it until the process is stopped. */
    public static void main(String[] arguments) {
        LeakReports.dropIfWatched();
        ProbeProvider provider = new ProbeProvider(property("probe.name"));
        boolean relays = Boolean.getBoolean("probe.relays");
        ApplicationConfig application = new ApplicationConfig(property("probe.application"));
        application.setQosEnable(false);
        DubboBootstrap bootstrap = DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(property("probe.registry")))
                .protocol(new ProtocolConfig(property("probe.protocol"), Integer.getInteger("probe.port")));
        ReferenceConfig<BackendService> reference = new ReferenceConfig<>();
        if (relays) {
            reference.setInterface(BackendService.class);
            reference.setCheck(false);
            reference.setTimeout(5_000);
            bootstrap.reference(reference);
        }
        bootstrap.service(
                Boolean.getBoolean("probe.backend")
                        ? service(BackendService.class, provider)
                        : service(ProbeService.class, provider));
        bootstrap.start();
        if (relays) {
            provider.backend = reference.get();
        }
        bootstrap.await();
    }

    @Override
    public ProbeAnswer probe(String message) {
        burnOrRest(message);
        TreeMap<String, String> attachments = new TreeMap<>();
        RpcContext.getServerAttachment()
                .getObjectAttachments()
                .forEach((key, value) -> attachments.put(key, String.valueOf(value)));
        return new ProbeAnswer(message, name, GrayContext.tag().map(Tag::text).orElse(""), attachments, "");
    }

    @Override
    public List<ProbeAnswer> relay(String message) {
        ProbeAnswer own = probe(message);
        BackendService next = backend;
        if (next == null) {
            throw new IllegalStateException("no backend");
        }
        return List.of(own, next.probe(message));
    }

    private static void burnOrRest(String message) {
        if (message.equals(REST)) {
            BURNING.set(false);
        } else if (message.equals(BURN) && BURNING.compareAndSet(false, true)) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                Thread thread = new Thread(ProbeProvider::burn, "burn-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void burn() {
        while (BURNING.get()) {
            Thread.onSpinWait();
        }
    }

    private static <T> ServiceConfig<T> service(Class<T> type, T implementation) {
        ServiceConfig<T> service = new ServiceConfig<>();
        service.setInterface(type);
        service.setRef(implementation);
        return service;
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("-D" + name + " is missing");
        }
        return value;
    }
}
