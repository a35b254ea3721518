package io.github.dubbogray.it.attack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/**
 * A plain Dubbo consumer that sends attachments of any kind. It names no class of the library, is loaded without it, see
 * {@link PlainDubbo}, and is spoken to by types of the JDK alone: a witness's URL and attachments, and the answer. Closed by
 * {@code close}.
 */
public final class Stranger implements BiFunction<String, Map<?, ?>, String>, AutoCloseable {

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final Map<String, Witness> references = new ConcurrentHashMap<>();

    /** Starts one. */
    public Stranger() {
        ApplicationConfig application = new ApplicationConfig("stranger");
        application.setQosEnable(false);
        DubboBootstrap.getInstance(model)
                .application(application)
                .registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE))
                .start();
    }

    @Override
    public String apply(String url, Map<?, ?> attachments) {
        Witness witness = references.computeIfAbsent(url, this::reference);
        try {
            put(attachments, RpcContext.getClientAttachment().getObjectAttachments());
            return witness.testify();
        } finally {
            RpcContext.removeClientAttachment();
        }
    }

    @Override
    public void close() {
        framework.destroy();
    }

    /** An attacker keeps to no type. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void put(Map<?, ?> attachments, Map into) {
        into.putAll(attachments);
    }

    private Witness reference(String url) {
        ReferenceConfig<Witness> reference = new ReferenceConfig<>(model.newModule());
        reference.setInterface(Witness.class);
        reference.setUrl(url);
        reference.setTimeout(10_000);
        reference.setRetries(0);
        return reference.get();
    }
}
