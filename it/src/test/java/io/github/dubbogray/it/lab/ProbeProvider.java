package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * A provider as plain Dubbo starts it: no Spring. It serves {@link ProbeService}, or {@link
 * BackendService} with {@code probe.backend=true}; with {@code probe.relays=true} it calls the backend. The messages
 * {@link #BURN} and {@link #REST} start and end work that takes all of the machine's processors, and so of whoever shares its process.
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
        ProviderSettings settings = ProviderSettings.ofThisProcess();
        start(settings);
        settings.keep();
    }

    /** Starts it; it has nothing beside its application. */
    static AutoCloseable start(ProviderSettings settings) {
        ProbeProvider provider = new ProbeProvider(settings.text("probe.name"));
        DubboBootstrap bootstrap = settings.bootstrap().protocol(settings.protocol());
        boolean relays = settings.is("probe.relays");
        ReferenceConfig<BackendService> reference = settings.reference(BackendService.class);
        if (relays) {
            bootstrap.reference(reference);
        }
        bootstrap
                .service(
                        settings.is("probe.backend")
                                ? settings.service(BackendService.class, provider)
                                : settings.service(ProbeService.class, provider))
                .start();
        if (relays) {
            provider.backend = reference.get();
        }
        return () -> {};
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
}
