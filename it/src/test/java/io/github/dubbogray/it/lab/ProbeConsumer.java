package io.github.dubbogray.it.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/**
 * A Dubbo application that calls {@link ProbeService}, in this JVM. It names no class of the library, so it runs with and
 * without it.
 */
public final class ProbeConsumer implements AutoCloseable {

    private final FrameworkModel framework;
    private final ApplicationModel application;
    private final ProbeService service;

    private ProbeConsumer(FrameworkModel framework, ApplicationModel application, ProbeService service) {
        this.framework = framework;
        this.application = application;
        this.service = service;
    }

    /**
     * Starts a consumer.
     *
     * @param name its application's name
     * @param registry the registry's address with all parameters
     * @param properties as if from {@code dubbo.properties}
     */
    public static ProbeConsumer start(String name, String registry, Map<String, String> properties) {
        return start(name, List.of(new RegistryConfig(registry)), properties);
    }

    /**
     * Starts a consumer.
     *
     * @param name its application's name
     * @param registries all of its registries
     * @param properties as if from {@code dubbo.properties}
     */
    public static ProbeConsumer start(String name, List<RegistryConfig> registries, Map<String, String> properties) {
        FrameworkModel framework = new FrameworkModel();
        ApplicationModel application = framework.newApplication();
        application.modelEnvironment().updateAppConfigMap(new HashMap<>(properties));
        ApplicationConfig config = new ApplicationConfig(name);
        config.setQosEnable(false);
        ReferenceConfig<ProbeService> reference = new ReferenceConfig<>(application.newModule());
        reference.setInterface(ProbeService.class);
        reference.setCheck(false);
        reference.setTimeout(5_000);
        DubboBootstrap bootstrap = DubboBootstrap.getInstance(application)
                .application(config)
                .registries(registries)
                .reference(reference);
        bootstrap.start();
        return new ProbeConsumer(framework, application, reference.get());
    }

    /** Returns Dubbo's model of this application. */
    public ApplicationModel application() {
        return application;
    }

    /** Calls once with these attachments. */
    public ProbeAnswer call(Map<String, String> attachments) {
        return call(attachments, "probe");
    }

    /** Calls once with these attachments and this argument. */
    public ProbeAnswer call(Map<String, String> attachments, String message) {
        attachments.forEach(RpcContext.getClientAttachment()::setAttachment);
        ProbeAnswer answer = service.probe(message);
        return answer.at(CalledAddress.last());
    }

    /** Calls once with a tag. */
    public ProbeAnswer tagged(String tag) {
        return call(Map.of("x-gray-tag", tag));
    }

    /** Calls once without a tag. */
    public ProbeAnswer untagged() {
        return call(Map.of());
    }

    /** Calls over one more hop. */
    public List<ProbeAnswer> relay(Map<String, String> attachments, String message) {
        attachments.forEach(RpcContext.getClientAttachment()::setAttachment);
        return service.relay(message);
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
